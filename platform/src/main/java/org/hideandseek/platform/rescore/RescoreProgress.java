package org.hideandseek.platform.rescore;

import java.util.List;

/**
 * How far a re-score is.
 *
 * @param done how many runs have a new score, or turned out to have none
 * @param left how many are to come
 * @param problems of those that have none, the first ones
 */
public record RescoreProgress(int done, int left, List<Problem> problems) {
  public RescoreProgress {
    problems = List.copyOf(problems);
  }

  /**
   * A run that can't be scored anew.
   *
   * @param run its number
   * @param sentence why
   */
  public record Problem(long run, String sentence) {}
}
