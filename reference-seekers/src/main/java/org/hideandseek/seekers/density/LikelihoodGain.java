package org.hideandseek.seekers.density;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * How much likelier the released patients near a candidate become if the candidate is added to the
 * reference (Gen-LRA; Synth-MIA's {@code gen_lra.py}):
 *
 * <pre>sum over the k released s nearest to x of log p_(R u x)(s) - log p_R(s)</pre>
 *
 * <p>The densities are kernel estimates with Silverman's factor. One patient more moves the
 * kernels' covariance by a share of 1/n, so that of R is kept, and with n reference patients and
 * kernel K
 *
 * <pre>p_(R u x)(s) = (n p_R(s) + K(s - x)) / (n + 1)</pre>
 *
 * @param neighbours k
 */
record LikelihoodGain(int neighbours) implements Statistic {

  /**
   * Scores are the logarithm of that sum without its constant k log(n / (n + 1)): they rank the
   * same, and gains that are small beside the constant still differ.
   */
  @Override
  public ToDoubleFunction<double[]> on(double[][] release, double[][] reference) {
    Density population = Density.silverman(reference);
    double[] before = Arrays.stream(release).parallel().mapToDouble(population::log).toArray();
    double size = Math.log(population.size());
    return candidate -> {
      double[] gains =
          Arrays.stream(nearest(candidate, release))
              .mapToDouble(
                  s -> logOfGain(population.logKernel(candidate, release[s]) - size - before[s]))
              .toArray();
      double largest = Arrays.stream(gains).max().getAsDouble();
      return largest + Math.log(Arrays.stream(gains).map(g -> Math.exp(g - largest)).sum());
    };
  }

  /** log log (1 + e^x). */
  private static double logOfGain(double x) {
    if (x < -30) {
      return x;
    }
    return Math.log(x > 30 ? x : Math.log1p(Math.exp(x)));
  }

  private int[] nearest(double[] candidate, double[][] release) {
    int[] nearest = new int[Math.min(neighbours, release.length)];
    double[] distances = new double[nearest.length];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    for (int s = 0; s < release.length; s++) {
      double distance = Density.squared(candidate, release[s]);
      int at = nearest.length - 1;
      if (!(distance < distances[at])) {
        continue;
      }
      while (at > 0 && distances[at - 1] > distance) {
        distances[at] = distances[at - 1];
        nearest[at] = nearest[at - 1];
        at--;
      }
      distances[at] = distance;
      nearest[at] = s;
    }
    return nearest;
  }
}
