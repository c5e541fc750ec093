package org.hideandseek.hiders.privacy;

import java.util.Arrays;
import org.hideandseek.hiders.scaling.Gaussian;
import org.hideandseek.hiders.scaling.Marginal;

/**
 * A distribution of numbers by its distribution function at some edges, with straight lines between
 * them.
 */
final class BinnedMarginal implements Marginal {
  /** Levels are kept this far from 0 and 1, so that normal scores stay within 3.3. */
  private static final double OUTERMOST = 5e-4;

  private final double[] edges;
  private final double[] levels;
  private final double unit;
  private final float min;
  private final float max;

  /**
   * A distribution.
   *
   * @param edges increasing, at least two
   * @param levels increasing, from 0 to 1, the level at each edge
   * @param unit what values are whole multiples of; 0 if of none
   * @param min smallest value to give back
   * @param max largest value to give back
   */
  BinnedMarginal(double[] edges, double[] levels, double unit, float min, float max) {
    this.edges = edges.clone();
    this.levels = levels.clone();
    this.unit = unit;
    this.min = min;
    this.max = max;
    for (int i = 1; i < edges.length; i++) {
      if (!(edges[i] > edges[i - 1] && levels[i] > levels[i - 1])) {
        throw new IllegalArgumentException("edges and levels must increase");
      }
    }
  }

  /** The share of values below this one. */
  double level(double value) {
    return along(edges, levels, value);
  }

  /** The value that this share of values are below. */
  double quantile(double level) {
    return along(levels, edges, level);
  }

  /** The mean of all values. */
  double mean() {
    double mean = 0;
    for (int i = 1; i < edges.length; i++) {
      mean += (levels[i] - levels[i - 1]) * (edges[i] + edges[i - 1]) / 2;
    }
    return mean;
  }

  private static double along(double[] from, double[] to, double place) {
    int at = Arrays.binarySearch(from, place);
    if (at >= 0) {
      return to[at];
    }
    int above = -at - 1;
    if (above == 0) {
      return to[0];
    }
    if (above == from.length) {
      return to[above - 1];
    }
    double share = (place - from[above - 1]) / (from[above] - from[above - 1]);
    return to[above - 1] + share * (to[above] - to[above - 1]);
  }

  @Override
  public double score(double value) {
    return Gaussian.quantile(Math.min(1 - OUTERMOST, Math.max(OUTERMOST, level(value))));
  }

  @Override
  public float value(double score) {
    double value = quantile(Gaussian.probability(score));
    if (unit > 0) {
      value = Math.rint(value / unit) * unit;
    }
    return Math.min(max, Math.max(min, (float) value));
  }
}
