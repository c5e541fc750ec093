package org.hideandseek.seekers.density;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;

/**
 * How many of the k patients nearest to a candidate, among released and reference patients
 * together, are released (DPI; Synth-MIA's {@code dpi.py} ranks the same). Of patients equally far,
 * of whom only some are among the k, each counts as the share that is.
 *
 * @param neighbours k
 */
record ReleasedNeighbours(int neighbours) implements Statistic {

  @Override
  public ToDoubleFunction<double[]> on(double[][] release, double[][] reference) {
    return candidate -> {
      double[] released = distances(candidate, release);
      double[] others = distances(candidate, reference);
      int count = Math.min(neighbours, released.length + others.length);
      double radius = radius(released, others, count);
      long tied = count(released, d -> d == radius);
      long alike = tied + count(others, d -> d == radius);
      long within = count(released, d -> d < radius);
      long withinAll = within + count(others, d -> d < radius);
      return within + (double) (count - withinAll) * tied / alike;
    };
  }

  private static double[] distances(double[] candidate, double[][] points) {
    return Arrays.stream(points).mapToDouble(p -> Density.squared(candidate, p)).toArray();
  }

  private static long count(double[] distances, DoublePredicate which) {
    return Arrays.stream(distances).filter(which).count();
  }

  /** The distance of the last of the nearest. */
  private static double radius(double[] released, double[] others, int count) {
    double[] nearest = new double[count];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (double[] distances : new double[][] {released, others}) {
      for (double distance : distances) {
        int at = count - 1;
        if (distance < nearest[at]) {
          while (at > 0 && nearest[at - 1] > distance) {
            nearest[at] = nearest[at - 1];
            at--;
          }
          nearest[at] = distance;
        }
      }
    }
    return nearest[count - 1];
  }
}
