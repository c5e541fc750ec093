package org.hideandseek.platform.run;

import java.io.IOException;
import org.hideandseek.challenges.contract.ContractViolation;

/** Scores ended runs from what they left. */
public interface Scoring {
  /** What computes: a line each, such as {@code scorer 2}. */
  String edition();

  /**
   * Scores a release that succeeded.
   *
   * @throws IOException if its files can't be read
   * @throws ContractViolation if they are not what they were
   */
  ScoredRelease release(RunRecord release) throws IOException;

  /**
   * Scores a match that succeeded.
   *
   * @throws IOException if its file can't be read
   * @throws ContractViolation if it is not what it was
   */
  ScoredMatch match(RunRecord match) throws IOException;
}
