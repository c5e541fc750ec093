package org.hideandseek.app.challenge;

import org.hideandseek.challenges.split.SplitSizes;

/**
 * Numbers to begin with for a cohort of a given size. Half of the private patients are candidates,
 * as their number narrows every AUC; a fifth is holdout and a sixth reference; the rest is left
 * over, so that splits differ.
 *
 * @param publicShare the share of the patients that is published
 * @param sizes of one split
 */
record SuggestedSizes(double publicShare, SplitSizes sizes) {
  /** With fewer, a split of the public patients would be too small to play on. */
  static final int FEWEST = 250;

  private static final double PUBLIC_SHARE = 0.2;
  private static final int MOST_CANDIDATES = 10_000;
  private static final int MOST_OTHERS = 5_000;

  /**
   * For a cohort of so many patients.
   *
   * @throws IllegalArgumentException if there are fewer than {@link #FEWEST}
   */
  static SuggestedSizes of(int patients) {
    if (patients < FEWEST) {
      throw new IllegalArgumentException(
          "a challenge needs at least " + FEWEST + " patients, not " + patients);
    }
    int secret = patients - (int) Math.round(PUBLIC_SHARE * patients);
    return new SuggestedSizes(
        PUBLIC_SHARE,
        new SplitSizes(
            round(Math.min(MOST_CANDIDATES, secret / 2)),
            round(Math.min(MOST_OTHERS, secret / 6)),
            round(Math.min(MOST_OTHERS, secret / 5))));
  }

  /** Down to two leading digits. */
  private static int round(int number) {
    int unit = (int) Math.pow(10, Math.max(0, Math.floor(Math.log10(number)) - 1));
    return number / unit * unit;
  }
}
