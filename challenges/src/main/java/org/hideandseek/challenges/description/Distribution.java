package org.hideandseek.challenges.description;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How numbers are distributed. Quantiles are exact to 0.1 %.
 *
 * @param count how many there are
 * @param mean their mean
 * @param standardDeviation their standard deviation
 * @param least the smallest
 * @param greatest the largest
 * @param quantiles by share: 0.01, 0.05, 0.25, 0.5, 0.75, 0.95 and 0.99
 * @param histogram how many lie in intervals of equal width
 */
public record Distribution(
    long count,
    double mean,
    double standardDeviation,
    float least,
    float greatest,
    Map<Double, Float> quantiles,
    Histogram histogram) {
  private static final List<Double> SHARES = List.of(0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99);
  private static final int INTERVALS = 30;

  public Distribution {
    quantiles = Map.copyOf(quantiles);
  }

  /**
   * Counts in intervals of equal width; what lies outside is in the first and the last.
   *
   * @param low where the first begins
   * @param high where the last ends
   * @param counts how many in each
   */
  public record Histogram(double low, double high, List<Long> counts) {
    public Histogram {
      counts = List.copyOf(counts);
    }
  }

  /** Of what was counted; empty if that is nothing. */
  static Optional<Distribution> of(QuantileSketch sketch) {
    if (sketch.count() == 0) {
      return Optional.empty();
    }
    Map<Double, Float> quantiles = new TreeMap<>();
    SHARES.forEach(share -> quantiles.put(share, sketch.quantile(share)));
    return Optional.of(
        new Distribution(
            sketch.count(),
            sketch.mean(),
            sketch.standardDeviation(),
            sketch.least(),
            sketch.greatest(),
            quantiles,
            histogram(sketch)));
  }

  /** Between the outermost hundredths, as a few extremes would press all others into one bar. */
  private static Histogram histogram(QuantileSketch sketch) {
    double low = sketch.quantile(0.005);
    double high = sketch.quantile(0.995);
    if (high <= low) {
      low = sketch.least();
      high = sketch.greatest();
    }
    double width = high > low ? round((high - low) / INTERVALS) : 1;
    width = sketch.whole() ? Math.max(1, width) : width;
    double from = Math.floor(low / width) * width;
    int intervals = (int) Math.floor((high - from) / width + 1e-9) + 1;
    List<Long> counts = new ArrayList<>();
    for (long count : sketch.histogram(from, from + intervals * width, intervals)) {
      counts.add(count);
    }
    return new Histogram(from, from + intervals * width, counts);
  }

  /** The next of 1, 2 and 5 times a power of ten. */
  private static double round(double width) {
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    double digits = width / power;
    return power * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
  }
}
