package org.hideandseek.scoring;

import org.hipparchus.special.Erf;

/**
 * A closed interval of real numbers.
 *
 * @param low finite
 * @param high finite, not below {@code low}
 */
public record Interval(double low, double high) {

  public Interval {
    if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
      throw new IllegalArgumentException("[" + low + ", " + high + "] is not an interval");
    }
  }

  /** The part within [0, 1] of {@code centre ± halfWidth}, for a centre in [0, 1]. */
  public static Interval ofShare(double centre, double halfWidth) {
    return new Interval(Math.max(0, centre - halfWidth), Math.min(1, centre + halfWidth));
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /**
   * How many standard errors to each side make a two-sided interval of the standard normal
   * distribution: 1.959964 for 0.95.
   *
   * @param confidence strictly between 0 and 1
   */
  public static double normalQuantile(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("a confidence lies between 0 and 1, not " + confidence);
    }
    return Math.sqrt(2) * Erf.erfInv(confidence);
  }
}
