package org.hideandseek.platform.submission;

import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.team.TeamId;
import org.hideandseek.sandbox.ImageId;

/** The submissions. */
public interface SubmissionStore {
  /**
   * Adds a submission in state {@link SubmissionState#CHECKING} and queues its check, unless an
   * equal image has been checked in this role already. It plays in all phases, and no quota binds
   * it: for baselines, and for challenges without either.
   *
   * @return empty if the name is taken or the challenge is closed or paused
   */
  Optional<SubmissionId> add(
      String challenge, TeamId team, PlayerRole role, String name, Upload upload);

  /**
   * The same for a phase and within a quota: counted and added in one transaction, one at a time in
   * a challenge, so that a limit holds however many arrive at once.
   */
  Entered enter(
      String challenge, TeamId team, PlayerRole role, String name, Upload upload, Ticket ticket);

  /**
   * Chooses a submission to go on into the next phase. Doing it again changes nothing.
   *
   * @return whether it is chosen: not if there is nothing to choose any more, if it has ended or
   *     does not play in the phase before, or if its team has chosen as many others as it may
   */
  boolean choose(Submission submission, Challenge definition);

  /** Takes a choice back; nothing changes if there is none, or its phase has begun. */
  void unchoose(Submission submission, Challenge definition);

  /** How much a team has used in a role and phase; nothing is kept free by asking. */
  QuotaUse use(String challenge, TeamId team, PlayerRole role, int phase);

  Optional<Submission> find(SubmissionId id);

  /** All of a challenge, the oldest first. */
  List<Submission> all(String challenge);

  /** Any submission of this image, for its archive and entrant number. */
  Optional<Submission> byImage(String challenge, PlayerRole role, ImageId image);
}
