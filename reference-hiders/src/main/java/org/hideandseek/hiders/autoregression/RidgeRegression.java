package org.hideandseek.hiders.autoregression;

import org.hideandseek.hiders.scaling.Regressors;

/**
 * A linear regression with a penalty on the squared weights, chosen by cross-validation over
 * patients, and the distribution of what it can't predict.
 */
final class RidgeRegression {
  private static final double[] PENALTIES = {1, 4, 16, 64, 256, 1024, 4096};

  private final double intercept;
  private final double[] weights;
  private final Residuals residuals;

  private RidgeRegression(double intercept, double[] weights, Residuals residuals) {
    this.intercept = intercept;
    this.weights = weights;
    this.residuals = residuals;
  }

  static RidgeRegression fit(Rows rows) {
    int size = rows.size();
    if (size == 0) {
      return new RidgeRegression(0, new double[0], Residuals.STANDARD_NORMAL);
    }
    Standardised x = new Standardised(rows);
    double mean = 0;
    for (int row = 0; row < size; row++) {
      mean += rows.at(row).target() / size;
    }
    Normal[] parts = new Normal[Rows.FOLDS];
    Normal all = new Normal(x.width());
    for (int fold = 0; fold < parts.length; fold++) {
      parts[fold] = new Normal(x.width());
    }
    for (int row = 0; row < size; row++) {
      parts[rows.at(row).fold()].add(x.row(row), rows.at(row).target() - mean);
    }
    for (Normal part : parts) {
      all.add(part, 1);
    }
    double best = Double.POSITIVE_INFINITY;
    double chosen = PENALTIES[0];
    double[] chosenPredictions = {};
    for (double penalty : PENALTIES) {
      double[] predictions = new double[size];
      double error = 0;
      double[][] fits = new double[parts.length][];
      for (int fold = 0; fold < parts.length; fold++) {
        Normal rest = new Normal(x.width());
        rest.add(all, 1);
        rest.add(parts[fold], -1);
        fits[fold] = Standardised.solve(rest.products, rest.right, penalty);
      }
      for (int row = 0; row < size; row++) {
        predictions[row] = mean + Standardised.dot(x.row(row), fits[rows.at(row).fold()]);
        double miss = rows.at(row).target() - predictions[row];
        error += miss * miss;
      }
      if (error < best) {
        best = error;
        chosen = penalty;
        chosenPredictions = predictions;
      }
    }
    double[] weights = x.original(Standardised.solve(all.products, all.right, chosen));
    return new RidgeRegression(
        mean - x.atMeans(weights), weights, Residuals.of(rows, chosenPredictions));
  }

  /** What is expected at some regressors. */
  double mean(Regressors regressors) {
    return weights.length == 0 ? intercept : intercept + regressors.dot(weights);
  }

  /** How what can't be predicted is distributed. */
  Residuals residuals() {
    return residuals;
  }

  /** The normal equations. */
  private static final class Normal {
    private final double[][] products;
    private final double[] right;

    Normal(int width) {
      products = Standardised.lowerTriangle(width);
      right = new double[width];
    }

    void add(float[] row, double target) {
      Standardised.addOuter(row, 1, products);
      for (int i = 0; i < row.length; i++) {
        right[i] += row[i] * target;
      }
    }

    void add(Normal other, double times) {
      for (int i = 0; i < right.length; i++) {
        right[i] += times * other.right[i];
        for (int j = 0; j <= i; j++) {
          products[i][j] += times * other.products[i][j];
        }
      }
    }
  }
}
