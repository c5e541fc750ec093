package org.hideandseek.scoring.audit;

import java.util.Arrays;
import org.hipparchus.special.Erf;

/**
 * Tests whether numbers depend on a label. Under the hypothesis that they don't, every assignment
 * of the labels is equally likely.
 */
public final class TwoSamples {
  private final int m;
  private final int n;

  /** [group of equal numbers, ascending] how many with the label and without. */
  private final int[] with;

  private final int[] without;

  private TwoSamples(int m, int n, int[] with, int[] without) {
    this.m = m;
    this.n = n;
    this.with = with;
    this.without = without;
  }

  /**
   * Compares the numbers with and without the label; NaN counts as one number that is smaller than
   * all others.
   */
  public static TwoSamples of(float[] numbers, boolean[] label) {
    long[] keyed = new long[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      // The upper half orders as the number does, -0 and 0 alike; the lowest bit is the label.
      float number = numbers[i] == 0 ? 0 : numbers[i];
      int bits = Float.floatToIntBits(Float.isNaN(number) ? Float.NEGATIVE_INFINITY : number);
      int ordered = bits >= 0 ? bits : bits ^ 0x7fffffff;
      keyed[i] = ((long) ordered << 1) | (label[i] ? 1 : 0);
    }
    Arrays.sort(keyed);
    int[] with = new int[keyed.length];
    int[] without = new int[keyed.length];
    int groups = 0;
    int m = 0;
    for (int i = 0; i < keyed.length; i++) {
      if (i > 0 && keyed[i] >> 1 != keyed[i - 1] >> 1) {
        groups++;
      }
      if ((keyed[i] & 1) == 1) {
        with[groups]++;
        m++;
      } else {
        without[groups]++;
      }
    }
    int used = keyed.length == 0 ? 0 : groups + 1;
    return new TwoSamples(
        m, keyed.length - m, Arrays.copyOf(with, used), Arrays.copyOf(without, used));
  }

  /** Whether all numbers are equal or all labels are, so that there is nothing to test. */
  boolean saysNothing() {
    return with.length < 2 || m == 0 || n == 0;
  }

  /** Probability that a number with the label is larger than one without, ties half. */
  double auc() {
    return standardised(true);
  }

  /**
   * Of Mann and Whitney's test, normal with the variance corrected for ties (Lehmann,
   * Nonparametrics, 1975, 1.4) and for continuity.
   *
   * @param twoSided otherwise only larger numbers with the label count
   */
  double rankP(boolean twoSided) {
    double z = standardised(false);
    double tail = Erf.erfc((twoSided ? Math.abs(z) : z) / Math.sqrt(2)) / 2;
    return Math.min(1, twoSided ? 2 * tail : tail);
  }

  private double standardised(boolean asAuc) {
    double wins = 0;
    double below = 0;
    double ties = 0;
    double total = m + n;
    for (int g = 0; g < with.length; g++) {
      wins += with[g] * (below + without[g] / 2.0);
      below += without[g];
      double size = with[g] + without[g];
      ties += size * (size - 1) * (size + 1);
    }
    if (asAuc) {
      return wins / m / n;
    }
    double variance = m * (double) n / 12 * (total + 1 - ties / (total * (total - 1)));
    double away = wins - m * (double) n / 2;
    double nearer = Math.signum(away) * Math.max(0, Math.abs(away) - 0.5);
    return variance > 0 ? nearer / Math.sqrt(variance) : 0;
  }

  /**
   * Of Kolmogorov's and Smirnov's test by the limiting distribution, which is too careful for small
   * samples and for ties.
   */
  double distributionP() {
    double largest = 0;
    double a = 0;
    double b = 0;
    for (int g = 0; g < with.length; g++) {
      a += with[g];
      b += without[g];
      largest = Math.max(largest, Math.abs(a / m - b / n));
    }
    double lambda = largest * Math.sqrt(m * (double) n / (m + n));
    if (lambda < 0.2) {
      return 1;
    }
    double sum = 0;
    for (int k = 1; k <= 100; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * lambda * lambda);
    }
    return Math.min(1, Math.max(0, sum));
  }

  /** Of both tests together. */
  double p() {
    return Math.min(1, 2 * Math.min(rankP(true), distributionP()));
  }
}
