package org.hideandseek.platform.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.platform.journal.JournalEntry;
import org.hideandseek.platform.report.MatchReport;
import org.hideandseek.platform.report.NearCopy;
import org.hideandseek.platform.report.ReleaseReport;
import org.hideandseek.platform.submission.EndedBy;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.sandbox.ImageId;

/**
 * The durable queue of what is to be played, and what was played. Several nodes may take from it: a
 * run belongs to whoever holds its lease, and a node that does not renew its leases loses them.
 */
public interface RunStore {
  /**
   * Takes the next waiting run for a node. Raised submissions go before all others, baselines
   * behind; of the teams in between the one with the fewest runs under way has its turn, and of
   * several such the one whose last turn is longest ago. Within a team checks go before releases
   * before shadows before matches, in the order of queueing. A match is played in the turn of the
   * player that entered the challenge last, as it is played because of that one; a run that several
   * teams need is played in the first turn of any of them.
   */
  Optional<Run> claim(String node, Duration lease);

  /** The runs that a node holds. */
  List<Run> held(String node);

  /** Renews all leases of a node. */
  void renew(String node, Duration lease);

  /**
   * Ends a run that a node holds, with its result, and queues what follows from it in the same
   * transaction: nobody sees the one without the other.
   *
   * @param definition of the run's challenge
   * @return false if the node no longer held it: the outcome is dropped, somebody else plays it
   */
  boolean finish(String node, Run run, RunOutcome outcome, Challenge definition);

  /**
   * Gives a run back that the platform or its machine failed to play. It waits again, or is lost
   * for good after too many attempts.
   *
   * @param reason one sentence
   */
  void lose(String node, Run run, String reason);

  /**
   * Gives back all runs that a node held in an earlier life, and all that were lost for good: the
   * operator has restarted it. What was lost in a challenge that is revealed stays lost, and what
   * was under way each time that the node's process ended, which is lost now.
   */
  int recover(String node);

  /** Gives back the runs whose lease has ended, whoever held them. */
  int expire();

  /**
   * Brings a challenge's submissions and queue in line with what has been played: submissions pass
   * or fail their check, what can be played and has not been is queued. Where seekers are given
   * shadows, a hider's matches wait until all of its shadows succeeded. In a challenge with phases
   * it also records the switches that are due, and each submission plays the splits of its phase
   * against those of the same phase and the baselines. Doing it again changes nothing.
   */
  void plan(Challenge challenge);

  /**
   * Ends a submission for good: it is on no board from then on, and its runs that wait or are under
   * way are cancelled unless another submission needs them. What it has played stays. A run that
   * was cancelled waits again if somebody enters the same image later.
   *
   * @param state CANCELLED, WITHDRAWN or DISQUALIFIED
   * @param reason one sentence, for everybody
   * @return false if it has ended already, if it is to be cancelled and has played all, or if its
   *     challenge is revealed: nothing has changed
   */
  boolean end(SubmissionId id, SubmissionState state, EndedBy actor, String reason);

  /** Disqualifies, see {@link #end}, and writes it into the journal with it. */
  boolean disqualify(SubmissionId id, EndedBy actor, String reason, JournalEntry entry);

  /**
   * Puts the runs of a submission before all others, those too that follow; what was lost of them
   * waits again.
   *
   * @return false if it has ended
   */
  boolean raise(SubmissionId id);

  /** The same, written into the journal with it. */
  boolean raise(SubmissionId id, JournalEntry entry);

  /**
   * Has a submission's runs played again, by what scores them now: what a hider released and all
   * its matches, a seeker's matches, or the check of one that was refused. Each run's new result
   * takes the place of the old one; what is under way goes on, but for a hider's matches, which
   * play on what is about to be replaced. Runs of equal images are the same runs. Nobody's quota is
   * touched.
   *
   * @param reason one sentence, for everybody who sees the submission
   * @return false if it has ended otherwise than refused, or its challenge is revealed
   */
  boolean rerun(SubmissionId id, String reason, JournalEntry entry);

  /** Where the next run of a submission stands in the queue; empty where none waits. */
  Optional<QueuePlace> place(Submission submission);

  /** How far the runs of a challenge are. */
  Progress progress(String challenge);

  /** All runs of a challenge, in the order of queueing. */
  List<RunRecord> all(String challenge);

  /**
   * The same with what boards show and are made of, and without what the containers used and
   * printed.
   */
  List<RunRecord> onBoards(String challenge);

  /** The runs in which an image plays, in the order of queueing. */
  List<RunRecord> ofImage(String challenge, ImageId image);

  /** One run. */
  Optional<RunRecord> find(RunId id);

  /** All that is told about a finished match; empty where it was scored before that was kept. */
  Optional<MatchReport> matchReport(RunId id);

  /** All that is told about a finished release; empty where it was scored before that was kept. */
  Optional<ReleaseReport> releaseReport(RunId id);

  /**
   * Which patients of a release nearly copy which member. For organisers alone; empty where the
   * release was scored before that was kept.
   */
  Optional<List<NearCopy>> nearCopies(RunId id);

  /** The finished release of a hider on a split. */
  Optional<ReleaseResult> release(String challenge, int split, ImageId hider);

  /**
   * What a hider released in a shadow.
   *
   * @param number from 1
   */
  Optional<ShadowRelease> shadow(String challenge, int number, ImageId hider);
}
