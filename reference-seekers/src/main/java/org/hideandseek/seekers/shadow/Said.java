package org.hideandseek.seekers.shadow;

import java.util.Arrays;
import org.hideandseek.seekers.battery.NormalScores;

/**
 * What a battery's attacks say of the people around one release.
 *
 * @param now [attacks][people] of this release
 * @param asNonMember [attacks][people] the mean of the same where they are known as non-members
 * @param surplus [attacks][people] the difference, with mean 0 and standard deviation 1 over people
 */
record Said(double[][] now, double[][] asNonMember, double[][] surplus) {
  /**
   * Compares what is said now with what was said.
   *
   * @param now [attacks][people] of this release
   * @param asNonMember [attacks][people], NaN for who never was one: the others' mean stands for it
   */
  static Said of(double[][] now, double[][] asNonMember) {
    double[][] filled = new double[now.length][];
    double[][] surplus = new double[now.length][];
    for (int a = 0; a < now.length; a++) {
      double usual =
          Arrays.stream(asNonMember[a])
              .filter(Double::isFinite)
              .average()
              .orElse(Arrays.stream(now[a]).average().orElse(0));
      filled[a] = Arrays.stream(asNonMember[a]).map(s -> Double.isFinite(s) ? s : usual).toArray();
      surplus[a] = new double[now[a].length];
      for (int i = 0; i < surplus[a].length; i++) {
        surplus[a][i] = now[a][i] - filled[a][i];
      }
      standardise(surplus[a]);
    }
    return new Said(now, filled, surplus);
  }

  private static void standardise(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    double factor = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - mean) * factor;
    }
  }

  /** [3 x attacks][people] on the scale of a normal distribution. */
  double[][] features() {
    double[][] features = new double[3 * now.length][];
    for (int a = 0; a < now.length; a++) {
      features[3 * a] = NormalScores.of(now[a]);
      features[3 * a + 1] = NormalScores.of(asNonMember[a]);
      features[3 * a + 2] = NormalScores.of(surplus[a]);
    }
    return features;
  }
}
