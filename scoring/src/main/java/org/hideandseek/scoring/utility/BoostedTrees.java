package org.hideandseek.scoring.utility;

import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.hideandseek.challenges.cohort.Variable;

/**
 * Gradient boosted regression trees (Chen and Guestrin, KDD 2016) on histograms of 64 bins. What is
 * missing (NaN) goes the way that was learned for it. One thread each, so that a model does not
 * depend on the machine; {@link Workers} fits two at a time.
 *
 * @param rounds number of trees
 * @param depth of each tree
 * @param rate of learning
 * @param columns share of the inputs that a tree sees
 */
public record BoostedTrees(int rounds, int depth, double rate, double columns) {

  /** What is learned of one variable: its standardised value, or the probability of each code. */
  public record Goal(Variable variable) {
    /** K: one number, or a probability for each of more than two codes. */
    int width() {
      return switch (variable.kind()) {
        case NUMERIC, BINARY -> 1;
        case CATEGORICAL -> variable.codes();
      };
    }

    /** Squared error of a prediction; for codes that of the indicators, the Brier score. */
    double squaredError(float truth, float[] predicted) {
      if (predicted.length == 1) {
        return (predicted[0] - truth) * (predicted[0] - truth);
      }
      double sum = 0;
      for (int k = 0; k < predicted.length; k++) {
        double error = predicted[k] - (k == (int) truth ? 1 : 0);
        sum += error * error;
      }
      return sum;
    }

    /** [K] the mean of the targets. */
    float[] mean(float[] targets) {
      double[] sums = new double[width()];
      for (float target : targets) {
        if (sums.length == 1) {
          sums[0] += target;
        } else {
          sums[(int) target]++;
        }
      }
      float[] mean = new float[sums.length];
      for (int k = 0; k < mean.length; k++) {
        mean[k] = (float) (sums[k] / targets.length);
      }
      return mean;
    }
  }

  /**
   * Learns from one table and predicts another.
   *
   * @param train [n * P] row-major, at least one row
   * @param targets [n] finite: numbers or codes
   * @param test [m * P] row-major, at least one row
   * @return [m][K]
   */
  public float[][] predict(Goal goal, float[] train, float[] targets, float[] test, long seed) {
    int inputs = train.length / targets.length;
    float[] mean = goal.mean(targets);
    Map<String, Object> settings = new HashMap<>();
    settings.put("max_depth", depth);
    settings.put("eta", rate);
    settings.put("subsample", 0.8);
    settings.put("colsample_bytree", columns);
    settings.put("min_child_weight", 5);
    settings.put("tree_method", "hist");
    settings.put("max_bin", 64);
    settings.put("nthread", 1);
    settings.put("verbosity", 0);
    settings.put("seed", (int) (seed ^ (seed >>> 32)) & Integer.MAX_VALUE);
    switch (goal.variable().kind()) {
      case NUMERIC -> {
        settings.put("objective", "reg:squarederror");
        settings.put("base_score", mean[0]);
      }
      case BINARY -> {
        settings.put("objective", "binary:logistic");
        settings.put("base_score", Math.min(0.999f, Math.max(0.001f, mean[0])));
      }
      case CATEGORICAL -> {
        settings.put("objective", "multi:softprob");
        settings.put("num_class", mean.length);
        settings.put("base_score", 0.5);
      }
    }
    try {
      DMatrix known = new DMatrix(train, targets.length, inputs, Float.NaN);
      try {
        known.setLabel(targets);
        Booster booster = XGBoost.train(known, settings, rounds, Map.of(), null, null);
        try {
          return predict(booster, test, inputs);
        } finally {
          booster.dispose();
        }
      } finally {
        known.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost can't learn: " + e.getMessage(), e);
    }
  }

  private static float[][] predict(Booster booster, float[] test, int inputs) throws XGBoostError {
    DMatrix unknown = new DMatrix(test, test.length / inputs, inputs, Float.NaN);
    try {
      return booster.predict(unknown);
    } finally {
      unknown.dispose();
    }
  }
}
