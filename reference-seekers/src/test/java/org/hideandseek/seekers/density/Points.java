package org.hideandseek.seekers.density;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Points in the plane with results that were computed elsewhere, and formulas as they are printed.
 */
final class Points {
  static final double[][] RELEASE = {{.1, 0}, {.9, .1}, {0, 1.2}, {2.5, 2.9}};
  static final double[][] REFERENCE = {{.2, .8}, {1, 1}, {2, 3}, {4, 1}, {5, 4}};

  /** Four members, then four others. */
  static final double[][] CANDIDATES = {
    {0, 0}, {1, 0}, {0, 1}, {3, 3}, {.5, .5}, {2, 2}, {4, 0}, {5, 5}
  };

  private Points() {}

  static double[] scores(ToDoubleFunction<double[]> score) {
    return Stream.of(CANDIDATES).mapToDouble(score).toArray();
  }

  /** The AUC of scores of {@link #CANDIDATES}. */
  static double auc(double[] scores) {
    double won = 0;
    for (int member = 0; member < 4; member++) {
      for (int other = 4; other < 8; other++) {
        won += (Math.signum(scores[member] - scores[other]) + 1) / 2;
      }
    }
    return won / 16;
  }

  /** Correlated points with long tails. */
  static double[][] random(int size, int dimensions, SplittableRandom random) {
    double[][] points = new double[size][dimensions];
    for (double[] point : points) {
      double common = random.nextGaussian();
      for (int d = 0; d < dimensions; d++) {
        point[d] = common + (1 + d) * random.nextGaussian() * Math.exp(random.nextGaussian() / 2);
      }
    }
    return points;
  }

  static double scottFactor(int size, int dimensions) {
    return Math.pow(size, -1.0 / (dimensions + 4));
  }

  static double silvermanFactor(int size, int dimensions) {
    return Math.pow(size * (dimensions + 2) / 4.0, -1.0 / (dimensions + 4));
  }

  /** By n - 1. */
  static RealMatrix covariance(double[][] points) {
    int dimensions = points[0].length;
    double[] mean = mean(points);
    RealMatrix covariance = new Array2DRowRealMatrix(dimensions, dimensions);
    for (int a = 0; a < dimensions; a++) {
      for (int b = 0; b < dimensions; b++) {
        for (double[] point : points) {
          covariance.addToEntry(
              a, b, (point[a] - mean[a]) * (point[b] - mean[b]) / (points.length - 1));
        }
      }
    }
    return covariance;
  }

  static double[] mean(double[][] points) {
    double[] mean = new double[points[0].length];
    for (double[] point : points) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += point[d] / points.length;
      }
    }
    return mean;
  }

  /** The density of N(mean, covariance). */
  static double normal(double[] at, double[] mean, RealMatrix covariance) {
    RealVector difference =
        MatrixUtils.createRealVector(at).subtract(MatrixUtils.createRealVector(mean));
    LUDecomposition lu = new LUDecomposition(covariance);
    double distance = difference.dotProduct(lu.getSolver().solve(difference));
    return Math.exp(-distance / 2)
        / Math.sqrt(Math.pow(2 * Math.PI, at.length) * lu.getDeterminant());
  }

  /** The mean of kernels of the points' covariance times the factor's square. */
  static double kernels(double[] at, double[][] points, double factor) {
    RealMatrix covariance = covariance(points).scalarMultiply(factor * factor);
    double sum = 0;
    for (double[] point : points) {
      sum += normal(at, point, covariance);
    }
    return sum / points.length;
  }
}
