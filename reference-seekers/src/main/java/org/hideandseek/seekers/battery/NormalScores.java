package org.hideandseek.seekers.battery;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;

/** Ranks on the scale of a normal distribution, so that attacks of any unit can be added up. */
public final class NormalScores {
  private NormalScores() {}

  /**
   * The normal quantile of every score's rank among all, (rank - 1/2) / n; equal scores share the
   * middle of their ranks.
   *
   * @param scores without NaN
   * @return as long as scores; finite, and all 0 where all scores are equal
   */
  public static double[] of(double[] scores) {
    int n = scores.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] normal = new double[n];
    for (int start = 0; start < n; ) {
      int end = start + 1;
      while (end < n && scores[order[end]] == scores[order[start]]) {
        end++;
      }
      double quantile = Math.sqrt(2) * Erf.erfInv((double) (start + end) / n - 1);
      for (int i = start; i < end; i++) {
        normal[order[i]] = quantile;
      }
      start = end;
    }
    return normal;
  }

  /** The same of each row. */
  public static double[][] ofEach(double[][] rows) {
    return Arrays.stream(rows).map(NormalScores::of).toArray(double[][]::new);
  }
}
