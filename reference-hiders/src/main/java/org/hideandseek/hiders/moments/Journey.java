package org.hideandseek.hiders.moments;

import java.util.Arrays;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Drift;
import org.hideandseek.hiders.scaling.PatientCopula;
import org.hideandseek.hiders.scaling.Regressors;

/**
 * A walk through a patient, step by step, with somebody else deciding what happens; knows what
 * every decision depends on. Of the other features a decision sees at most {@link #PARTNERS}, those
 * that stand nearest in the schema, as what is not looked at need not be noised.
 */
final class Journey {
  /** Decides what happens next. */
  interface Script {
    /** The time since the last step. */
    double gap(Journey journey);

    /** Whether each feature is measured; the journey sees what has been set so far. */
    void measured(Journey journey, boolean[] measured);

    /** The value of a measured feature. */
    float value(Journey journey, int feature);
  }

  private static final int PARTNERS = 4;

  /** Scores are kept within this, as a sum of products must not hang on a single patient. */
  private static final double LARGEST_SCORE = 3.5;

  /** Makes the channels of codes vary about as much as scores do. */
  private static final double CODE = 2;

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
  private final double[][] sum;
  private final int[] count;
  private final int[] lastStep;
  private final double[] lastTime;

  /**
   * A patient before its first step.
   *
   * @param length how many steps it will have
   * @param start what is known from the start
   * @param drifts [F + 1] what corrects the scores of the features and of the gap; the journey
   *     remembers them as they were
   */
  Journey(Coding coding, int length, PatientCopula.Background start, Drift[] drifts) {
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
        gapScore = score(features, coding.gap().score(times[step] - times[step - 1]));
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
            now[f][0] = score(f, now[f][0]);
          } else {
            for (int i = 0; i < now[f].length; i++) {
              now[f][i] *= CODE;
            }
          }
        }
      }
      remember();
    }
    return new Patient(times, values, statics);
  }

  private double score(int variable, double corrected) {
    double score = drifts[variable].undone(corrected);
    return Math.max(-LARGEST_SCORE, Math.min(LARGEST_SCORE, score));
  }

  private void remember() {
    for (int f = 0; f < features; f++) {
      measuredBefore[f] = measured[f];
      if (measured[f]) {
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

  /**
   * What a decision depends on; of the same size at every step.
   *
   * @return the same object every time
   */
  Regressors regressors(Decision decision) {
    regressors.clear().add(1);
    switch (decision.kind()) {
      case GAP -> addForGap(decision.first());
      case MEASURED -> addForMeasured(decision.feature(), decision.first());
      case NUMBER, CODE -> addForValue(decision.feature(), decision.first());
    }
    return regressors;
  }

  private double place() {
    return length > 1 ? (double) step / (length - 1) - 0.5 : 0;
  }

  private void addCourse() {
    double place = place();
    double end = 1.0 / Math.max(1, length - step);
    regressors.add(place).add(end).add(Math.log1p(step) - 1);
    for (double outcome : start.outcome()) {
      regressors.add(outcome * place);
    }
  }

  private void addForGap(boolean first) {
    regressors.addAll(start.all());
    for (int f = 0; f < Math.min(features, PARTNERS); f++) {
      regressors.add(measuredBefore[f] ? 1 : 0);
    }
    if (!first) {
      regressors.add(gapScores[0]).add(gapSum / Math.max(1, step)).add(gapScores[1]);
      addCourse();
    }
  }

  private void addForMeasured(int feature, boolean first) {
    boolean any = false;
    for (int f = 0; f < feature; f++) {
      any |= measured[f];
    }
    regressors.add(any ? 1 : 0);
    for (int partner : partners(feature)) {
      if (partner < feature) {
        regressors.add(measured[partner] ? 1 : 0);
      }
    }
    if (first) {
      regressors.addAll(start.all());
      return;
    }
    regressors.add(start.all()[0]).addAll(start.outcome());
    regressors.add(measuredBefore[feature] ? 1 : 0);
    regressors.add(2 * (count[feature] - step * coding.measured(feature)) / (step + 2));
    regressors.add(known(feature) ? Math.log(Math.max(1, step - lastStep[feature])) : 1);
    regressors.add(gapScore).add(gapScore * gapScore - 1).add(any ? gapScore : 0);
    for (int partner : partners(feature)) {
      regressors.add(measuredBefore[partner] ? 1 : 0);
    }
    addCourse();
  }

  private void addForValue(int feature, boolean first) {
    if (!first) {
      double age = (time - lastTime[feature]) / coding.typicalGap();
      double recent = Math.exp(-age / 2);
      for (int i = 0; i < last[feature].length; i++) {
        regressors.add(last[feature][i]);
        regressors.add(sum[feature][i] / (count[feature] + 1));
        regressors.add(last[feature][i] * recent);
      }
      addCourse();
    }
    regressors.addAll(start.all());
    for (int partner : partners(feature)) {
      regressors.addAll(partner < feature && measured[partner] ? now[partner] : last[partner]);
    }
  }

  /** Where the last value and the mean so far of a number stand among its regressors. */
  static final int LAST = 1;

  static final int MEAN = 2;

  private int[] partners(int feature) {
    int[] partners = new int[Math.min(PARTNERS, features - 1)];
    for (int i = 0; i < partners.length; i++) {
      int away = i % 2 == 0 ? -(i / 2 + 1) : i / 2 + 1;
      partners[i] = Math.floorMod(feature + away, features);
    }
    return partners;
  }
}
