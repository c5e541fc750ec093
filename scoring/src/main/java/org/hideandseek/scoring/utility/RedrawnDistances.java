package org.hideandseek.scoring.utility;

import java.util.Arrays;
import java.util.List;

/**
 * Wasserstein distances of order 1 between what is drawn of the holdout and samples that stay. They
 * are integrated over at most 256 quantiles of all of them, plus what that misses on the whole
 * holdout.
 */
final class RedrawnDistances {
  private static final int CUTS = 256;

  private final double[] cuts;
  private final double[][] binned;
  private final double[][] shares;
  private final double[] missed;

  /**
   * Counts the holdout.
   *
   * @param byGroup [G][any] values of the holdout
   * @param whole all of them
   * @param others to compare with
   */
  RedrawnDistances(List<float[]> byGroup, Sample whole, List<Sample> others) {
    cuts = cuts(whole, others);
    binned = new double[byGroup.size()][cuts.length];
    for (int g = 0; g < binned.length; g++) {
      for (float value : byGroup.get(g)) {
        int at = Arrays.binarySearch(cuts, value);
        binned[g][Math.min(cuts.length - 1, at < 0 ? -at - 1 : at)]++;
      }
    }
    shares = new double[others.size()][];
    missed = new double[others.size()];
    double[] all = new double[cuts.length];
    for (double[] counts : binned) {
      for (int i = 0; i < all.length; i++) {
        all[i] += counts[i];
      }
    }
    for (int o = 0; o < shares.length; o++) {
      Sample other = others.get(o);
      if (!other.isEmpty()) {
        shares[o] = Arrays.stream(cuts).map(other::shareUpTo).toArray();
        missed[o] = whole.distanceTo(other) - integral(all, shares[o]);
      }
    }
  }

  private static double[] cuts(Sample whole, List<Sample> others) {
    int each = CUTS / (others.size() + 1);
    double[] cuts = new double[(others.size() + 1) * (each + 1)];
    int at = whole.spread(each, cuts, 0);
    for (Sample other : others) {
      at = other.isEmpty() ? at : other.spread(each, cuts, at);
    }
    return Arrays.stream(cuts, 0, at).sorted().distinct().toArray();
  }

  /** [O] the distance to each; NaN to an empty one or of nothing. */
  double[] of(Draw draw) {
    double[] counts = draw.sums(binned);
    double[] distances = new double[shares.length];
    for (int o = 0; o < distances.length; o++) {
      distances[o] =
          shares[o] == null ? Double.NaN : Math.max(0, integral(counts, shares[o]) + missed[o]);
    }
    return distances;
  }

  private double integral(double[] counts, double[] other) {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    double integral = 0;
    double below = 0;
    for (int i = 0; i + 1 < cuts.length; i++) {
      below += counts[i];
      integral += Math.abs(below / total - other[i]) * (cuts[i + 1] - cuts[i]);
    }
    return integral;
  }
}
