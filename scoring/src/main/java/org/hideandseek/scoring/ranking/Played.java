package org.hideandseek.scoring.ranking;

/**
 * How many of the matches that count for a row there are.
 *
 * @param scored with a score
 * @param failed the seeker's run failed
 * @param pending still to be played
 */
public record Played(int scored, int failed, int pending) {
  public boolean complete() {
    return pending == 0;
  }
}
