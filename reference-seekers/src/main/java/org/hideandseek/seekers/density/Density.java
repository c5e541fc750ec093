package org.hideandseek.seekers.density;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * A probability density as the mean of normal densities (kernels) of one covariance around given
 * centres. All is in logarithms, as densities in 20 dimensions leave the range of a double.
 *
 * <p>The covariance is turned into unit variances once (whitening); then a kernel is a squared
 * distance. A direction without variance would make a density infinite or zero: a variance below
 * {@link #LEAST_VARIANCE} is raised to it, and all others are left as they are.
 */
final class Density {
  /** In squared units of the coordinates, which an embedding has in standard deviations. */
  static final double LEAST_VARIANCE = 1e-6;

  /** What is smaller than the largest kernel by this logarithm is below a double's precision. */
  private static final double NEGLIGIBLE = -45;

  /** [dimensions][dimensions] */
  private final double[][] whitening;

  /** [centres][dimensions] whitened */
  private final double[][] centres;

  /** Logarithm of one kernel at its centre. */
  private final double peak;

  private Density(double[][] points, double factor, double[][] centres) {
    int dimensions = points[0].length;
    EigenDecompositionSymmetric decomposition =
        new EigenDecompositionSymmetric(
            new Array2DRowRealMatrix(covariance(points, mean(points)), false));
    whitening = new double[dimensions][];
    double logarithm = -dimensions * Math.log(2 * Math.PI) / 2;
    for (int d = 0; d < dimensions; d++) {
      double deviation =
          factor * Math.sqrt(Math.max(LEAST_VARIANCE, decomposition.getEigenvalue(d)));
      whitening[d] = decomposition.getEigenvector(d).mapDivide(deviation).toArray();
      logarithm -= Math.log(deviation);
    }
    peak = logarithm;
    this.centres = new double[centres.length][];
    for (int i = 0; i < centres.length; i++) {
      this.centres[i] = whitened(centres[i]);
    }
  }

  /**
   * A kernel density estimate as {@code scipy.stats.gaussian_kde} makes it by default: the kernels'
   * covariance is that of the points (by n - 1) times the square of Scott's factor, n^(-1/(d+4)).
   *
   * @param points [n][d], at least one
   */
  static Density scott(double[][] points) {
    return new Density(points, Math.pow(points.length, -1.0 / (points[0].length + 4)), points);
  }

  /**
   * The same with Silverman's factor, (n (d+2) / 4)^(-1/(d+4)).
   *
   * @param points [n][d], at least one
   */
  static Density silverman(double[][] points) {
    int dimensions = points[0].length;
    return new Density(
        points, Math.pow(points.length * (dimensions + 2) / 4.0, -1.0 / (dimensions + 4)), points);
  }

  /**
   * The normal distribution of the points' mean and covariance (by n - 1).
   *
   * @param points [n][d], at least one
   */
  static Density normal(double[][] points) {
    return new Density(points, 1, new double[][] {mean(points)});
  }

  private static double[] mean(double[][] points) {
    double[] mean = new double[points[0].length];
    for (double[] point : points) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += point[d] / points.length;
      }
    }
    return mean;
  }

  private static double[][] covariance(double[][] points, double[] mean) {
    double[][] covariance = new double[mean.length][mean.length];
    int freedom = Math.max(1, points.length - 1);
    for (double[] point : points) {
      for (int a = 0; a < mean.length; a++) {
        for (int b = 0; b < mean.length; b++) {
          covariance[a][b] += (point[a] - mean[a]) * (point[b] - mean[b]) / freedom;
        }
      }
    }
    return covariance;
  }

  private double[] whitened(double[] point) {
    double[] whitened = new double[whitening.length];
    for (int d = 0; d < whitened.length; d++) {
      double sum = 0;
      for (int c = 0; c < point.length; c++) {
        sum += whitening[d][c] * point[c];
      }
      whitened[d] = sum;
    }
    return whitened;
  }

  /** The number of kernels. */
  int size() {
    return centres.length;
  }

  /** The logarithm of the density at a point. */
  double log(double[] point) {
    double[] at = whitened(point);
    double largest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (double[] centre : centres) {
      double exponent = -squared(at, centre) / 2;
      if (exponent > largest) {
        sum = 1 + sum * Math.exp(largest - exponent);
        largest = exponent;
      } else if (exponent - largest > NEGLIGIBLE) {
        sum += Math.exp(exponent - largest);
      }
    }
    return peak + largest + Math.log(sum / centres.length);
  }

  /** The logarithm at a point of one kernel that has another point as its centre. */
  double logKernel(double[] point, double[] centre) {
    return peak - squared(whitened(point), whitened(centre)) / 2;
  }

  /** The squared distance of two points. */
  static double squared(double[] one, double[] other) {
    double sum = 0;
    for (int d = 0; d < one.length; d++) {
      double difference = one[d] - other[d];
      sum += difference * difference;
    }
    return sum;
  }
}
