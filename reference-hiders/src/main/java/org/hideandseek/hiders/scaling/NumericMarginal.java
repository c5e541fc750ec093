package org.hideandseek.hiders.scaling;

import java.util.Arrays;

/**
 * The distribution of numbers. Forward it is the empirical one. Backward its quantiles are means of
 * at least {@link #BLOCK} neighbouring observations, so that no single one is given away, with
 * straight lines between them; numbers that many share stay what they are, and what was recorded in
 * whole units comes back in whole units.
 */
public final class NumericMarginal implements Marginal {
  /** Observations behind each quantile, where there are enough. */
  public static final int BLOCK = 5;

  private static final int MOST_QUANTILES = 1000;

  /** Units that records are kept in, down to the day in years. */
  private static final double[] UNITS = {1, 0.5, 0.1, 0.05, 0.01, 1 / 365.25, 0.001};

  private final float[] distinct;
  private final double[] scores;
  private final double[] levels;
  private final double[] quantiles;
  private final double unit;
  private final float min;
  private final float max;

  /**
   * Learns a distribution.
   *
   * @param observed no NaN; may be empty, which makes every value the smallest one
   * @param min smallest value to give back
   * @param max largest value to give back
   */
  public NumericMarginal(float[] observed, float min, float max) {
    this.min = min;
    this.max = max;
    float[] sorted = observed.clone();
    Arrays.sort(sorted);
    int size = sorted.length;
    float[] values = new float[size];
    double[] normal = new double[size];
    int kinds = 0;
    for (int start = 0; start < size; ) {
      int end = start + 1;
      while (end < size && sorted[end] == sorted[start]) {
        end++;
      }
      values[kinds] = sorted[start];
      normal[kinds++] = Gaussian.quantile((start + end) / (2.0 * size));
      start = end;
    }
    distinct = Arrays.copyOf(values, kinds);
    scores = Arrays.copyOf(normal, kinds);
    int blocks = Math.max(1, Math.min(MOST_QUANTILES, size / BLOCK));
    levels = new double[blocks];
    quantiles = new double[blocks];
    for (int block = 0; block < blocks; block++) {
      int start = (int) ((long) size * block / blocks);
      int end = (int) ((long) size * (block + 1) / blocks);
      levels[block] = (start + end) / (2.0 * Math.max(1, size));
      double sum = 0;
      for (int i = start; i < end; i++) {
        sum += sorted[i];
      }
      quantiles[block] = size == 0 ? min : sum / (end - start);
    }
    unit = unitOf(distinct);
  }

  private static double unitOf(float[] values) {
    for (double unit : UNITS) {
      boolean whole = true;
      for (int i = 0; i < values.length && whole; i++) {
        double count = values[i] / unit;
        whole = Math.abs(count - Math.rint(count)) <= 0.01 + 2e-7 * Math.abs(count);
      }
      if (whole) {
        return unit;
      }
    }
    return 0;
  }

  @Override
  public double score(double value) {
    if (distinct.length == 0) {
      return 0;
    }
    int at = Arrays.binarySearch(distinct, (float) value);
    if (at >= 0) {
      return scores[at];
    }
    int above = -at - 1;
    if (above == 0) {
      return scores[0];
    }
    if (above == distinct.length) {
      return scores[above - 1];
    }
    double share = (value - distinct[above - 1]) / ((double) distinct[above] - distinct[above - 1]);
    return scores[above - 1] + share * (scores[above] - scores[above - 1]);
  }

  @Override
  public float value(double score) {
    double level = Gaussian.probability(score);
    int at = Arrays.binarySearch(levels, level);
    int above = at >= 0 ? at : -at - 1;
    double value;
    if (above == 0) {
      value = quantiles[0];
    } else if (above == levels.length) {
      value = quantiles[above - 1];
    } else {
      double share = (level - levels[above - 1]) / (levels[above] - levels[above - 1]);
      value = quantiles[above - 1] + share * (quantiles[above] - quantiles[above - 1]);
    }
    if (unit > 0) {
      value = Math.rint(value / unit) * unit;
    }
    return Math.min(max, Math.max(min, (float) value));
  }
}
