package org.hideandseek.platform.rescore;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.platform.journal.JournalEntry;
import org.hideandseek.platform.run.RunId;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.ScoredMatch;
import org.hideandseek.platform.run.ScoredRelease;

/** Re-scores. Each decision writes its line into the journal with it. */
public interface RescoreStore {
  /**
   * Starts one.
   *
   * @param from what computed the scores so far
   * @param to what is to compute them
   * @return false if one of the challenge is neither applied nor dropped, or it is revealed
   */
  boolean start(String challenge, String from, String to, JournalEntry entry);

  /** The last of a challenge that is neither applied nor dropped. */
  Optional<Rescore> current(String challenge);

  /** Those of a challenge that were applied, the oldest first. */
  List<Rescore> applied(String challenge);

  /** How many results each version of the scorer gave, by version. */
  Map<String, Integer> scorers(String challenge);

  /** One that is being computed, for this node alone while its lease lasts. */
  Optional<Rescore> lease(String node, Duration lease);

  /** Begins from the start, by another edition. */
  void restart(Rescore rescore, String to);

  /**
   * The next run to score.
   *
   * @param scorer version of the scorer that scores new runs
   */
  Optional<RunId> next(Rescore rescore, String scorer);

  void put(Rescore rescore, RunRecord match, ScoredMatch scored);

  void put(Rescore rescore, RunRecord release, ScoredRelease scored);

  /**
   * A run can't be scored anew.
   *
   * @param problem one sentence
   */
  void putProblem(Rescore rescore, RunRecord run, String problem);

  /** All has been scored. */
  void computed(Rescore rescore);

  RescoreProgress progress(Rescore rescore, String scorer);

  /** The new results. */
  Rescored results(Rescore rescore);

  /**
   * Puts all new results in place of the old ones, at once.
   *
   * @return false if it has not computed all, a run can't be scored anew, or the challenge is
   *     revealed: nothing has changed
   */
  boolean apply(Rescore rescore, String scorer, JournalEntry entry);

  /** Throws the new results away; false if it is applied or dropped already. */
  boolean drop(Rescore rescore, JournalEntry entry);
}
