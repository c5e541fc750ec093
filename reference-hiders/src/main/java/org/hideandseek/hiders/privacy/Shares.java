package org.hideandseek.hiders.privacy;

import java.util.Arrays;

/** Noised counts as shares. */
final class Shares {
  private Shares() {}

  /**
   * The nearest shares (Euclidean) that are not negative and add up to 1: the projection on the
   * simplex, which takes noise off small counts without lifting the sum as setting negative ones to
   * 0 would (Duchi et al. 2008).
   *
   * @param counts may be negative
   * @return as many shares; equal ones where the counts add up to nothing
   */
  static double[] of(double[] counts) {
    double sum = Arrays.stream(counts).sum();
    double[] shares = new double[counts.length];
    if (!(sum > 0)) {
      Arrays.fill(shares, 1.0 / counts.length);
      return shares;
    }
    double[] sorted = Arrays.stream(counts).map(count -> -count / sum).sorted().toArray();
    double above = 0;
    double threshold = 0;
    for (int i = 0; i < sorted.length; i++) {
      above -= sorted[i];
      double candidate = (above - 1) / (i + 1);
      if (-sorted[i] > candidate) {
        threshold = candidate;
      }
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.max(0, counts[i] / sum - threshold);
    }
    return shares;
  }
}
