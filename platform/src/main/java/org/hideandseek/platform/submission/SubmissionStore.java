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
   * equal image has been checked in this role already. Quotas are counted and the submission added
   * in one transaction, one at a time in a challenge, so that a limit holds however many arrive at
   * once.
   */
  Entered enter(Entry entry, Upload upload);

  /**
   * The same for an upload that could be resumed, which becomes the submission in the same
   * transaction. One that has become a submission already gives this one's number again.
   */
  Entered finish(UploadId id, Entry entry, Upload upload);

  /**
   * Adds a submission of which nothing is said, that plays in all phases and that no quota binds.
   *
   * @return empty if the name is taken or the challenge is closed or paused
   */
  default Optional<SubmissionId> add(
      String challenge, TeamId team, PlayerRole role, String name, Upload upload) {
    return enter(new Entry(challenge, team, role, name, Statement.NONE, Ticket.FREE), upload).id();
  }

  /** What its team says of a submission. */
  Statement statement(SubmissionId id);

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

  /** What organisers did to results of a challenge that were there already, the oldest first. */
  List<Intervention> interventions(String challenge);

  /** Any submission of this image, for its archive and entrant number. */
  Optional<Submission> byImage(String challenge, PlayerRole role, ImageId image);
}
