package org.hideandseek.hiders.autoregression;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.hideandseek.hiders.scaling.Regressors;

/**
 * The probability that something is so: maximum likelihood with a penalty on the squared weights,
 * by Newton's method. Where rows are few the penalty is chosen by cross-validation over patients.
 */
final class LogisticRegression {
  private static final double[] PENALTIES = {1, 10, 100, 1000};

  /** With this many rows for each regressor the smallest penalty will do. */
  private static final double PLENTY = 20;

  private static final int MOST_ITERATIONS = 12;
  private static final double FARTHEST = 12;

  private final double intercept;
  private final double[] weights;

  private LogisticRegression(double intercept, double[] weights) {
    this.intercept = intercept;
    this.weights = weights;
  }

  /** Learns the probability of a target above 0.5. */
  static LogisticRegression fit(Rows rows) {
    int positive = 0;
    for (int row = 0; row < rows.size(); row++) {
      positive += rows.at(row).target() > 0.5 ? 1 : 0;
    }
    if (positive == 0 || positive == rows.size()) {
      return always(positive > 0);
    }
    Standardised x = new Standardised(rows);
    double[] y = new double[rows.size()];
    for (int row = 0; row < y.length; row++) {
      y[row] = rows.at(row).target() > 0.5 ? 1 : 0;
    }
    double penalty = PENALTIES[0];
    if (y.length < PLENTY * x.width()) {
      penalty = choose(rows, x, y);
    }
    double[] fit = newton(x, y, row -> true, penalty);
    double[] weights = x.original(Arrays.copyOf(fit, x.width()));
    return new LogisticRegression(fit[x.width()] - x.atMeans(weights), weights);
  }

  private static LogisticRegression always(boolean so) {
    return new LogisticRegression(
        so ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY, new double[0]);
  }

  private static double choose(Rows rows, Standardised x, double[] y) {
    double best = Double.POSITIVE_INFINITY;
    double chosen = PENALTIES[0];
    for (double penalty : PENALTIES) {
      double surprise = 0;
      for (int left = 0; left < Rows.FOLDS; left++) {
        int fold = left;
        double[] fit = newton(x, y, row -> rows.at(row).fold() != fold, penalty);
        for (int row = 0; row < y.length; row++) {
          if (rows.at(row).fold() == fold) {
            double p = logistic(Standardised.dot(x.row(row), fit) + fit[x.width()]);
            surprise -= Math.log(y[row] > 0.5 ? p : 1 - p);
          }
        }
      }
      if (surprise < best) {
        best = surprise;
        chosen = penalty;
      }
    }
    return chosen;
  }

  /** The weights on the standardised regressors, and the intercept behind them. */
  private static double[] newton(Standardised x, double[] y, IntPredicate taken, double penalty) {
    int width = x.width();
    double[] fit = new double[width + 1];
    float[] row = new float[width + 1];
    row[width] = 1;
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      double[][] curvature = Standardised.lowerTriangle(width + 1);
      double[] slope = new double[width + 1];
      for (int i = 0; i < y.length; i++) {
        if (taken.test(i)) {
          System.arraycopy(x.row(i), 0, row, 0, width);
          double p = logistic(Standardised.dot(row, fit));
          Standardised.addOuter(row, Math.max(1e-4, p * (1 - p)), curvature);
          for (int j = 0; j <= width; j++) {
            slope[j] += (y[i] - p) * row[j];
          }
        }
      }
      for (int j = 0; j < width; j++) {
        slope[j] -= penalty * fit[j];
        curvature[j][j] += penalty;
      }
      double[] step = Standardised.solve(curvature, slope, 1e-3);
      double longest = 0;
      for (double part : step) {
        longest = Math.max(longest, Math.abs(part));
      }
      double shorter = longest > 3 ? 3 / longest : 1;
      for (int j = 0; j <= width; j++) {
        fit[j] += shorter * step[j];
      }
      if (longest < 1e-3) {
        break;
      }
    }
    return fit;
  }

  private static double logistic(double odds) {
    return 1 / (1 + Math.exp(-Math.min(FARTHEST, Math.max(-FARTHEST, odds))));
  }

  double probability(Regressors regressors) {
    if (Double.isInfinite(intercept)) {
      return intercept > 0 ? 1 : 0;
    }
    return logistic(intercept + regressors.dot(weights));
  }
}
