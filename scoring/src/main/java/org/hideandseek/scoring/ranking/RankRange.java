package org.hideandseek.scoring.ranking;

/**
 * The ranks that are compatible with the data.
 *
 * @param best the number of entrants that are shown to be better, plus 1
 * @param worst the number of ranked entrants, less those that are shown to be worse
 */
public record RankRange(int best, int worst) {
  public RankRange {
    if (best < 1 || worst < best) {
      throw new IllegalArgumentException(best + " to " + worst + " is no range of ranks");
    }
  }
}
