package org.hideandseek.hiders.scaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What becomes of normal scores in a chain of regressions: they are not quite normal any more. A
 * drift knows how they were distributed in a sample, and maps them back.
 */
public final class Drift {
  /** With fewer scores than this nothing is put right. */
  private static final int FEWEST = 40;

  private static final int MOST_QUANTILES = 200;
  private static final Drift NONE = new Drift(new double[0], new double[0]);

  private final double[] from;
  private final double[] to;

  private Drift(double[] from, double[] to) {
    this.from = from;
    this.to = to;
  }

  /** For each of some variables: none. */
  public static Drift[] none(int variables) {
    Drift[] drifts = new Drift[variables];
    Arrays.fill(drifts, NONE);
    return drifts;
  }

  /** A score as it should be. */
  public double corrected(double score) {
    return map(from, to, score);
  }

  /** The score that is corrected to this one. */
  public double undone(double corrected) {
    return map(to, from, corrected);
  }

  private static double map(double[] from, double[] to, double score) {
    if (from.length == 0) {
      return score;
    }
    int last = from.length - 1;
    int at = Arrays.binarySearch(from, score);
    int above = at >= 0 ? at : -at - 1;
    if (above == 0) {
      return to[0] + score - from[0];
    }
    if (above > last) {
      return to[last] + score - from[last];
    }
    double share = (score - from[above - 1]) / (from[above] - from[above - 1]);
    return to[above - 1] + share * (to[above] - to[above - 1]);
  }

  /** Scores as they come. */
  public static final class Log {
    private final List<List<Double>> scores = new ArrayList<>();

    public Log(int variables) {
      for (int i = 0; i < variables; i++) {
        scores.add(new ArrayList<>());
      }
    }

    public void add(int variable, double score) {
      scores.get(variable).add(score);
    }

    /** What has to be put right, for each variable. */
    public Drift[] drifts() {
      return scores.stream().map(Log::drift).toArray(Drift[]::new);
    }

    private static Drift drift(List<Double> unsorted) {
      double[] sorted = unsorted.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      int size = sorted.length;
      if (size < FEWEST) {
        return NONE;
      }
      int blocks = Math.min(MOST_QUANTILES, size / 10);
      double[] from = new double[blocks];
      double[] to = new double[blocks];
      int kept = 0;
      for (int block = 0; block < blocks; block++) {
        int start = (int) ((long) size * block / blocks);
        int end = (int) ((long) size * (block + 1) / blocks);
        double mean = Arrays.stream(sorted, start, end).average().orElseThrow();
        if (kept == 0 || mean > from[kept - 1] + 1e-9) {
          from[kept] = mean;
          to[kept++] = Gaussian.quantile((start + end) / (2.0 * size));
        }
      }
      return kept < 2 ? NONE : new Drift(Arrays.copyOf(from, kept), Arrays.copyOf(to, kept));
    }
  }
}
