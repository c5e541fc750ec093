package org.hideandseek.scoring.utility;

/**
 * Linear regression of K targets on P inputs with an unpenalised intercept: minimises {@code sum
 * over rows |y - b - Wx|^2 + penalty |W|^2} (Hoerl and Kennard, Technometrics 1970;12:55-67) in
 * closed form. Rows are added one by one and not kept.
 */
final class Ridge {
  private static final int BLOCK = 64;

  private final int inputs;
  private final int targets;
  private final double[][] buffer = new double[BLOCK][];
  private int buffered;
  private long rows;

  /** [P + 1 + K] upper triangle of the products of (1, x, y). */
  private final double[][] products;

  Ridge(int inputs, int targets) {
    this.inputs = inputs;
    this.targets = targets;
    int width = inputs + 1 + targets;
    products = new double[width][];
    for (int i = 0; i < width; i++) {
      products[i] = new double[width];
    }
    for (int r = 0; r < BLOCK; r++) {
      buffer[r] = new double[width];
    }
  }

  long rows() {
    return rows;
  }

  /**
   * Adds a row.
   *
   * @param x [P] of which the last {@code own.length} are replaced
   * @param own the last inputs
   * @param y [K]
   */
  void add(double[] x, double[] own, double[] y) {
    double[] row = buffer[buffered++];
    row[0] = 1;
    System.arraycopy(x, 0, row, 1, x.length);
    System.arraycopy(own, 0, row, 1 + x.length, own.length);
    System.arraycopy(y, 0, row, 1 + inputs, targets);
    rows++;
    if (buffered == BLOCK) {
      flush();
    }
  }

  private void flush() {
    int width = products.length;
    for (int i = 0; i < width; i++) {
      double[] sums = products[i];
      for (int r = 0; r < buffered; r++) {
        double[] row = buffer[r];
        double factor = row[i];
        if (factor != 0) {
          for (int j = i; j < width; j++) {
            sums[j] += factor * row[j];
          }
        }
      }
    }
    buffered = 0;
  }

  /** [K] mean of the targets; only with rows. */
  double[] targetMeans() {
    flush();
    double[] means = new double[targets];
    for (int k = 0; k < targets; k++) {
      means[k] = products[0][inputs + 1 + k] / rows;
    }
    return means;
  }

  /**
   * [K][P + 1] intercept and weights; only with rows.
   *
   * @param penalty positive
   */
  double[][] solve(double penalty) {
    flush();
    int size = inputs + 1;
    double[][] lower = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = products[j][i] + (i == j && i > 0 ? penalty : 0);
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        // Rounding can eat a pivot when rows repeat; the penalty is what remains of it.
        lower[i][j] =
            i == j ? Math.sqrt(Math.max(sum, 1e-9 * (1 + products[i][i]))) : sum / lower[j][j];
      }
    }
    double[][] weights = new double[targets][size];
    for (int k = 0; k < targets; k++) {
      double[] w = weights[k];
      for (int i = 0; i < size; i++) {
        double sum = products[i][size + k];
        for (int j = 0; j < i; j++) {
          sum -= lower[i][j] * w[j];
        }
        w[i] = sum / lower[i][i];
      }
      for (int i = size - 1; i >= 0; i--) {
        double sum = w[i];
        for (int j = i + 1; j < size; j++) {
          sum -= lower[j][i] * w[j];
        }
        w[i] = sum / lower[i][i];
      }
    }
    return weights;
  }
}
