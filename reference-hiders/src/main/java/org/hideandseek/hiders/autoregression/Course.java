package org.hideandseek.hiders.autoregression;

import java.util.Arrays;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Drift;
import org.hideandseek.hiders.scaling.PatientCopula;
import org.hideandseek.hiders.scaling.Regressors;

/**
 * A walk through a patient, step by step: first the time since the last step, then what is
 * measured, then the values. Somebody else decides what happens: the record of a member when
 * learning, the regressions when sampling. At every decision the course says what is known by then,
 * in the same regressors for both.
 */
final class Course {
  /** Decides what happens next. */
  interface Script {
    /** The time since the last step. */
    double gap(Course course);

    /** Whether each feature is measured; the course sees what has been set so far. */
    void measured(Course course, boolean[] measured);

    /** The value of a measured feature. */
    float value(Course course, int feature);
  }

  private static final int MOST_PAIRED = 6;

  private final Coding coding;
  private final int features;
  private final int length;
  private final PatientCopula.Background start;
  private final Drift[] drifts;
  private final Regressors regressors = new Regressors();

  private final float[] times;
  private final float[] values;
  private int step;
  private double time;
  private double gapScore;
  private final double[] gapScores = new double[2];
  private double gapSum;

  private final boolean[] measured;
  private final boolean[] measuredBefore;
  private final double[][] now;
  private final double[][] last;
  private final double[][] previous;
  private final double[][] sum;
  private final int[] count;
  private final int[] lastStep;
  private final double[] lastTime;

  /**
   * A patient before its first step.
   *
   * @param length how many steps it will have
   * @param start what is known from the start
   * @param drifts [F + 1] what corrects the scores of the features and of the gap, which the course
   *     remembers as they were: to correct them in the chain would feed back on itself
   */
  Course(Coding coding, int length, PatientCopula.Background start, Drift[] drifts) {
    this.coding = coding;
    this.length = length;
    this.start = start;
    this.drifts = drifts;
    features = coding.schema().featureCount();
    times = new float[length];
    values = new float[length * features];
    Arrays.fill(values, Float.NaN);
    measured = new boolean[features];
    measuredBefore = new boolean[features];
    now = channels();
    last = channels();
    previous = channels();
    sum = channels();
    count = new int[features];
    lastStep = new int[features];
    lastTime = new double[features];
  }

  private double[][] channels() {
    double[][] channels = new double[features][];
    Arrays.setAll(channels, f -> new double[coding.channels(f)]);
    return channels;
  }

  /** Walks to the end. */
  Patient walk(float[] statics, Script script) {
    for (step = 0; step < length; step++) {
      if (step > 0) {
        time = Math.max(time, Math.min(coding.schema().horizon(), time + script.gap(this)));
        times[step] = (float) time;
        gapScore = drifts[features].undone(coding.gap().score(times[step] - times[step - 1]));
      }
      Arrays.fill(measured, false);
      script.measured(this, measured);
      for (int f = 0; f < features; f++) {
        Arrays.fill(now[f], 0);
        if (measured[f]) {
          float value = script.value(this, f);
          values[step * features + f] = value;
          now[f] = coding.encode(f, value);
          if (coding.numeric(f)) {
            now[f][0] = drifts[f].undone(now[f][0]);
          }
        }
      }
      remember();
    }
    return new Patient(times, values, statics);
  }

  private void remember() {
    for (int f = 0; f < features; f++) {
      measuredBefore[f] = measured[f];
      if (measured[f]) {
        System.arraycopy(last[f], 0, previous[f], 0, last[f].length);
        System.arraycopy(now[f], 0, last[f], 0, now[f].length);
        for (int i = 0; i < now[f].length; i++) {
          sum[f][i] += now[f][i];
        }
        count[f]++;
        lastStep[f] = step;
        lastTime[f] = time;
      }
    }
    if (step > 0) {
      gapScores[1] = gapScores[0];
      gapScores[0] = gapScore;
      gapSum += gapScore;
    }
  }

  /** Which step comes next, or is under way. */
  int step() {
    return step;
  }

  /** Whether a feature was measured before this step. */
  boolean known(int feature) {
    return count[feature] > 0;
  }

  /** What the spread of a value depends on: how long ago the feature was measured. */
  double age(int feature) {
    return known(feature)
        ? Math.log1p((time - lastTime[feature]) / coding.typicalGap())
            + 1e-3 * (step - lastStep[feature])
        : 0;
  }

  private void addStart() {
    double place = length > 1 ? (double) step / (length - 1) : 0;
    double end = 1.0 / (length - step);
    regressors.addAll(start.all()).add(place).add(end);
    for (double outcome : start.outcome()) {
      regressors.add(outcome * place).add(outcome * end);
    }
    regressors.add(Math.log1p(step));
    regressors.add(Math.log1p(time / coding.typicalGap()));
  }

  /** How many regressors in front of those for a gap, or for what is measured, matter most. */
  static final int FAVOURED = 2;

  /** The same of those for a value: its own last and mean. */
  static int favoured(Coding coding, int feature) {
    return 2 * coding.channels(feature);
  }

  /** What is known when the time to this step is to be decided. */
  Regressors forGap() {
    regressors.clear();
    regressors.add(gapScores[0]).add(gapSum / step);
    addStart();
    regressors.add(gapScores[1]).add(gapSum / (step + 4));
    regressors.add(step == 1 ? 1 : 0);
    for (int f = 0; f < features; f++) {
      regressors.add(measuredBefore[f] ? 1 : 0);
      regressors.add(measuredBefore[f] ? gapScores[0] : 0);
    }
    return regressors;
  }

  /** What is known when it is to be decided whether a feature is measured. */
  Regressors forMeasured(int feature) {
    regressors.clear();
    regressors.add(measuredBefore[feature] ? 1 : 0).add(gapScore);
    addStart();
    regressors.add(gapScore * gapScore);
    for (int f = 0; f < features; f++) {
      regressors.add(measuredBefore[f] ? 1 : 0);
      regressors.add(measuredBefore[f] ? gapScore : 0);
      regressors.add((count[f] - step * coding.measured(f)) / (step + 2));
    }
    addLastMeasured(feature);
    boolean none = true;
    for (int f = 0; f < feature; f++) {
      none &= !measured[f];
      regressors.add(measured[f] ? 1 : 0);
      regressors.add(measured[f] ? gapScore : 0);
      for (int g = 0; g < f && features <= MOST_PAIRED; g++) {
        regressors.add(measured[f] && measured[g] ? 1 : 0);
      }
    }
    regressors.add(none ? 1 : 0);
    return regressors;
  }

  private void addLastMeasured(int feature) {
    regressors.add(known(feature) ? 1 : 0);
    regressors.add(age(feature));
    regressors.add(known(feature) ? Math.log(step - lastStep[feature]) : 0);
  }

  /** What is known when the value of a measured feature is to be decided. */
  Regressors forValue(int feature) {
    regressors.clear();
    for (int i = 0; i < last[feature].length; i++) {
      regressors.add(last[feature][i]).add(sum[feature][i] / (count[feature] + 1));
    }
    addStart();
    regressors.add(gapScore);
    for (int f = 0; f < features; f++) {
      regressors.add(known(f) ? 1 : 0);
      for (int i = 0; i < last[f].length; i++) {
        regressors.add(last[f][i]).add(sum[f][i] / (count[f] + 1));
      }
    }
    double age = age(feature);
    for (int i = 0; i < last[feature].length; i++) {
      regressors.add(sum[feature][i] / (count[feature] + 6));
      regressors.add(previous[feature][i]);
      regressors.add(age * last[feature][i]);
      regressors.add(age * sum[feature][i] / (count[feature] + 1));
    }
    addLastMeasured(feature);
    for (int f = 0; f < feature; f++) {
      regressors.add(measured[f] ? 1 : 0);
      regressors.addAll(now[f]);
    }
    return regressors;
  }
}
