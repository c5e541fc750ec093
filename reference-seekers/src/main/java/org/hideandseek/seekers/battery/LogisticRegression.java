package org.hideandseek.seekers.battery;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealVector;

/**
 * Logistic regression with a ridge on all weights but the constant, by Newton's method (iteratively
 * reweighted least squares). Without the ridge, weights would grow for ever where the classes can
 * be told apart wholly.
 */
public final class LogisticRegression {
  private static final int MOST_ITERATIONS = 50;
  private static final double RIDGE = 1;
  private static final double TOLERANCE = 1e-8;

  /** The weights of the features, then the constant. */
  private final RealVector weights;

  private LogisticRegression(RealVector weights) {
    this.weights = weights;
  }

  /**
   * The same where no weight may be below 0: a feature that would weigh less is left out, and the
   * others are learnt anew.
   */
  public static LogisticRegression fitNonNegative(double[][] features, boolean[] member) {
    boolean[] used = new boolean[features[0].length];
    Arrays.fill(used, true);
    while (true) {
      LogisticRegression fitted = fit(masked(features, used), member);
      boolean dropped = false;
      for (int f = 0; f < used.length; f++) {
        if (used[f] && fitted.weights.getEntry(f) < 0) {
          used[f] = false;
          dropped = true;
        }
      }
      if (!dropped) {
        return fitted;
      }
    }
  }

  /** The ridge keeps the weight of a feature that is always 0 at 0. */
  private static double[][] masked(double[][] features, boolean[] used) {
    double[][] masked = new double[features.length][];
    for (int i = 0; i < masked.length; i++) {
      masked[i] = features[i].clone();
      for (int f = 0; f < used.length; f++) {
        masked[i][f] = used[f] ? masked[i][f] : 0;
      }
    }
    return masked;
  }

  /**
   * Learns from known members and non-members.
   *
   * @param features [patients][features] finite, each of about unit spread
   * @param member [patients]
   */
  public static LogisticRegression fit(double[][] features, boolean[] member) {
    int width = features[0].length + 1;
    RealVector weights = new ArrayRealVector(width);
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      double[][] curvature = new double[width][width];
      double[] slope = new double[width];
      for (int w = 0; w < width; w++) {
        double ridge = w == width - 1 ? 1e-9 : RIDGE;
        curvature[w][w] = ridge;
        slope[w] = -ridge * weights.getEntry(w);
      }
      for (int i = 0; i < features.length; i++) {
        double share = 1 / (1 + Math.exp(-logit(weights, features[i])));
        double spread = Math.max(share * (1 - share), 1e-12);
        double residual = (member[i] ? 1 : 0) - share;
        for (int a = 0; a < width; a++) {
          double left = a == width - 1 ? 1 : features[i][a];
          slope[a] += residual * left;
          for (int b = 0; b <= a; b++) {
            curvature[a][b] += spread * left * (b == width - 1 ? 1 : features[i][b]);
          }
        }
      }
      for (int a = 0; a < width; a++) {
        for (int b = 0; b < a; b++) {
          curvature[b][a] = curvature[a][b];
        }
      }
      RealVector step =
          new CholeskyDecomposition(new Array2DRowRealMatrix(curvature, false))
              .getSolver()
              .solve(new ArrayRealVector(slope, false));
      weights = weights.add(step);
      if (step.getLInfNorm() < TOLERANCE) {
        break;
      }
    }
    return new LogisticRegression(weights);
  }

  /**
   * The log odds of being a member.
   *
   * @param features of one patient
   */
  public double logit(double[] features) {
    return logit(weights, features);
  }

  private static double logit(RealVector weights, double[] features) {
    double logit = weights.getEntry(features.length);
    for (int f = 0; f < features.length; f++) {
      logit += weights.getEntry(f) * features[f];
    }
    return logit;
  }
}
