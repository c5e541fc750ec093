package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Role;
import org.hideandseek.challenges.cohort.Schema;

/**
 * Predicts every measured value after the first step from what was measured before: the last value
 * of every feature, how old it is and whether there is one, the time since the last step and since
 * the first, and the statics but for the outcome. Ages enter as {@code log(1 + age / median gap of
 * the members)}, the feature's own last value also multiplied by its age.
 */
final class OneStepAhead {
  private static final double PENALTY = 10;

  /** Above this number of rows of a feature a random part of about that size is learned from. */
  private static final int MOST_ROWS = 20_000;

  private final Schema schema;
  private final List<Encoding> features;
  private final List<Encoding> statics;
  private final double timeScale;
  private final int featureWidth;
  private final int inputs;

  private OneStepAhead(Cohort members) {
    schema = members.schema();
    features = Encoding.features(members);
    statics = Encoding.statics(members);
    Sample gaps = Sample.of(Columns.gaps(members));
    double median = gaps.isEmpty() ? 0 : gaps.median();
    timeScale = median > 0 ? median : schema.horizon() / schema.steps();
    featureWidth = features.stream().mapToInt(Encoding::width).sum();
    int staticWidth = 0;
    for (int s = 0; s < statics.size(); s++) {
      staticWidth += isInput(s) ? statics.get(s).width() + 1 : 0;
    }
    inputs = featureWidth + 2 * features.size() + 2 + staticWidth;
  }

  static List<Component> components(Compared<Cohort> cohorts, long seed) {
    return new OneStepAhead(cohorts.members()).compare(cohorts, seed);
  }

  private boolean isInput(int index) {
    return schema.statics().get(index).role() != Role.OUTCOME;
  }

  private List<Component> compare(Compared<Cohort> cohorts, long seed) {
    Ridge[] real = learn(cohorts.members(), seed);
    Ridge[] synthetic = learn(cohorts.release(), seed);
    Errors errors = new Errors(real, synthetic);
    visit(cohorts.holdout(), errors);
    long[] available = available(cohorts.members());
    List<Component> components = new ArrayList<>();
    for (int f = 0; f < features.size(); f++) {
      if (Columns.enough(available[f], cohorts.members())
          && Columns.enough(errors.rows[f], cohorts.holdout())) {
        components.add(
            Component.ofPrediction(
                Facet.ONE_STEP_AHEAD,
                schema.features().get(f).name(),
                errors.rootMeanSquare(0, f),
                errors.rootMeanSquare(1, f),
                errors.rootMeanSquare(2, f)));
      }
    }
    return components;
  }

  /** [F] rows there are to learn from. */
  private long[] available(Cohort cohort) {
    long[] available = new long[features.size()];
    for (Patient patient : cohort.patients()) {
      for (int t = 1; t < patient.length(); t++) {
        for (int f = 0; f < available.length; f++) {
          available[f] += Float.isFinite(patient.value(t, f)) ? 1 : 0;
        }
      }
    }
    return available;
  }

  /** [F] one model for each feature. */
  private Ridge[] learn(Cohort cohort, long seed) {
    long[] available = available(cohort);
    Ridge[] models = new Ridge[features.size()];
    for (int f = 0; f < models.length; f++) {
      int width = features.get(f).width();
      models[f] = new Ridge(inputs + width, width);
    }
    SplittableRandom random = new SplittableRandom(seed);
    visit(
        cohort,
        (feature, x, own, y) -> {
          if (available[feature] <= MOST_ROWS
              || random.nextDouble() * available[feature] < MOST_ROWS) {
            models[feature].add(x, own, y);
          }
        });
    return models;
  }

  /** Gets every row of a cohort. */
  private interface RowConsumer {
    /**
     * @param feature what is to be predicted
     * @param x [inputs] what is known, the same for all features of a step
     * @param own [K] the feature's own last value times its age
     * @param y [K] the value
     */
    void accept(int feature, double[] x, double[] own, double[] y);
  }

  private void visit(Cohort cohort, RowConsumer consumer) {
    int count = features.size();
    double[] x = new double[inputs];
    double[][] own = new double[count][];
    double[][] y = new double[count][];
    for (int f = 0; f < count; f++) {
      own[f] = new double[features.get(f).width()];
      y[f] = new double[features.get(f).width()];
    }
    double[] since = new double[count];
    for (Patient patient : cohort.patients()) {
      begin(patient, x, since);
      for (int t = 0; t < patient.length(); t++) {
        if (t > 0) {
          describe(patient, t, since, x);
        }
        for (int f = 0, at = 0; f < count; at += features.get(f).width(), f++) {
          float value = patient.value(t, f);
          if (t > 0 && Float.isFinite(value)) {
            for (int k = 0; k < own[f].length; k++) {
              own[f][k] = x[at + k] * x[featureWidth + f];
            }
            features.get(f).write(value, y[f], 0);
            consumer.accept(f, x, own[f], y[f]);
          }
        }
        remember(patient, t, since, x);
      }
    }
  }

  /** Forgets the previous patient and writes the statics. */
  private void begin(Patient patient, double[] x, double[] since) {
    int count = features.size();
    Arrays.fill(x, 0);
    Arrays.fill(x, featureWidth + count, featureWidth + 2 * count, 1);
    Arrays.fill(since, Double.NaN);
    int at = featureWidth + 2 * count + 2;
    for (int s = 0; s < statics.size(); s++) {
      if (isInput(s)) {
        float value = patient.statics()[s];
        statics.get(s).write(value, x, at);
        at += statics.get(s).width();
        x[at++] = Float.isFinite(value) ? 0 : 1;
      }
    }
  }

  /** Writes what depends on the time of a step. */
  private void describe(Patient patient, int step, double[] since, double[] x) {
    float[] times = patient.times();
    int count = features.size();
    for (int f = 0; f < count; f++) {
      x[featureWidth + f] = Double.isNaN(since[f]) ? 0 : age(times[step] - since[f]);
    }
    x[featureWidth + 2 * count] = age(times[step] - times[step - 1]);
    x[featureWidth + 2 * count + 1] = age(times[step] - times[0]);
  }

  private double age(double time) {
    return time > 0 ? Math.log1p(Math.min(time, schema.horizon()) / timeScale) : 0;
  }

  /** Writes the values of a step as the last ones. */
  private void remember(Patient patient, int step, double[] since, double[] x) {
    for (int f = 0, at = 0; f < features.size(); at += features.get(f).width(), f++) {
      float value = patient.value(step, f);
      if (Float.isFinite(value)) {
        features.get(f).write(value, x, at);
        since[f] = patient.times()[step];
        x[featureWidth + features.size() + f] = 0;
      }
    }
  }

  /** Squared errors in the holdout: of the members' mean, of what was learned from each. */
  private static final class Errors implements RowConsumer {
    private final double[][][][] weights = new double[3][][][];
    private final double[][] squares;
    private final long[] rows;

    Errors(Ridge[] real, Ridge[] synthetic) {
      int features = real.length;
      squares = new double[3][features];
      rows = new long[features];
      weights[0] = new double[features][][];
      weights[1] = new double[features][][];
      weights[2] = new double[features][][];
      for (int f = 0; f < features; f++) {
        if (real[f].rows() > 0) {
          double[] means = real[f].targetMeans();
          weights[0][f] = new double[means.length][];
          for (int k = 0; k < means.length; k++) {
            weights[0][f][k] = new double[] {means[k]};
          }
          weights[1][f] = real[f].solve(PENALTY);
        }
        if (synthetic[f].rows() > 0) {
          weights[2][f] = synthetic[f].solve(PENALTY);
        }
      }
    }

    @Override
    public void accept(int feature, double[] x, double[] own, double[] y) {
      rows[feature]++;
      for (int model = 0; model < weights.length; model++) {
        double[][] w = weights[model][feature];
        for (int k = 0; w != null && k < y.length; k++) {
          double error = y[k] - w[k][0];
          if (w[k].length > 1) {
            for (int i = 0; i < x.length; i++) {
              error -= w[k][1 + i] * x[i];
            }
            for (int i = 0; i < own.length; i++) {
              error -= w[k][1 + x.length + i] * own[i];
            }
          }
          squares[model][feature] += error * error;
        }
      }
    }

    /** NaN where there was nothing to learn from. */
    double rootMeanSquare(int model, int feature) {
      return weights[model][feature] == null
          ? Double.NaN
          : Math.sqrt(squares[model][feature] / rows[feature]);
    }
  }
}
