package org.hideandseek.hiders.autoregression;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * The regressors of all rows in standard deviations from their means, so that one penalty fits all;
 * what never varies is 0. Those in front are the likeliest to matter and come in a smaller unit, so
 * that their weights are penalised less: with few rows a model falls back on them, not on nothing.
 */
final class Standardised {
  /** How much smaller the unit of the likeliest regressors is. */
  private static final double FAVOUR = 6;

  private final float[][] rows;
  private final double[] means;
  private final double[] deviations;

  Standardised(Rows source) {
    int width = source.width();
    rows = new float[source.size()][];
    means = new double[width];
    deviations = new double[width];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = source.regressors(row).clone();
      for (int i = 0; i < width; i++) {
        means[i] += rows[row][i];
      }
    }
    for (int i = 0; i < width; i++) {
      means[i] /= rows.length;
    }
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        deviations[i] += (row[i] - means[i]) * (row[i] - means[i]);
      }
    }
    for (int i = 0; i < width; i++) {
      deviations[i] = Math.sqrt(deviations[i] / rows.length);
      if (i < source.favoured()) {
        deviations[i] /= FAVOUR;
      }
    }
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = deviations[i] < 1e-7 ? 0 : (float) ((row[i] - means[i]) / deviations[i]);
      }
    }
  }

  int size() {
    return rows.length;
  }

  int width() {
    return means.length;
  }

  float[] row(int row) {
    return rows[row];
  }

  /** The weights on the regressors as they were, of weights on the standardised ones. */
  double[] original(double[] weights) {
    double[] original = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      original[i] = deviations[i] < 1e-7 ? 0 : weights[i] / deviations[i];
    }
    return original;
  }

  /** What the means add up to under weights on the regressors as they were. */
  double atMeans(double[] original) {
    double sum = 0;
    for (int i = 0; i < original.length; i++) {
      sum += original[i] * means[i];
    }
    return sum;
  }

  static double dot(float[] row, double[] weights) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * weights[i];
    }
    return sum;
  }

  /** Adds {@code weight} times the outer product of a row to the lower triangle of a matrix. */
  static void addOuter(float[] row, double weight, double[][] lower) {
    for (int i = 0; i < row.length; i++) {
      double left = weight * row[i];
      if (left != 0) {
        double[] line = lower[i];
        for (int j = 0; j <= i; j++) {
          line[j] += left * row[j];
        }
      }
    }
  }

  /**
   * The x with (A + penalty I) x = b, for a positive semi-definite A given by its lower triangle.
   */
  static double[] solve(double[][] lower, double[] right, double penalty) {
    int size = right.length;
    if (size == 0) {
      return new double[0];
    }
    double[][] full = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        full[i][j] = lower[i][j];
        full[j][i] = lower[i][j];
      }
      full[i][i] += penalty;
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(full, false), 1e-6, 1e-14)
        .getSolver()
        .solve(new ArrayRealVector(right, false))
        .toArray();
  }

  static double[][] lowerTriangle(int size) {
    double[][] lower = new double[size][];
    Arrays.setAll(lower, i -> new double[i + 1]);
    return lower;
  }
}
