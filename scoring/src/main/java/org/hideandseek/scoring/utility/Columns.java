package org.hideandseek.scoring.utility;

import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;

/** One variable of all patients. Infinite values count as not measured. */
final class Columns {
  private static final int LEAST = 20;
  private static final int PATIENTS_TO_ONE = 5;

  private Columns() {}

  /** Does something with two values of a feature that follow each other in one patient. */
  interface PairConsumer {
    void accept(float previous, float next);
  }

  /** All measured values of a feature. */
  static float[] feature(Cohort cohort, int feature) {
    Numbers numbers = new Numbers();
    for (Patient patient : cohort.patients()) {
      float[] values = patient.values();
      for (int i = feature; i < values.length; i += patient.featureCount()) {
        if (Float.isFinite(values[i])) {
          numbers.add(values[i]);
        }
      }
    }
    return numbers.toArray();
  }

  /** Visits each measured value of a feature together with the measured one before it. */
  static void pairs(Cohort cohort, int feature, PairConsumer consumer) {
    for (Patient patient : cohort.patients()) {
      float[] values = patient.values();
      float previous = Float.NaN;
      for (int i = feature; i < values.length; i += patient.featureCount()) {
        if (Float.isFinite(values[i])) {
          if (Float.isFinite(previous)) {
            consumer.accept(previous, values[i]);
          }
          previous = values[i];
        }
      }
    }
  }

  /**
   * Whether there is enough of a feature's course to judge it by: at least 20 of whatever is
   * counted, and one for every five patients.
   */
  static boolean enough(long count, Cohort cohort) {
    return count >= LEAST && count * PATIENTS_TO_ONE >= cohort.size();
  }

  /** A static of all patients, unknown ones included. */
  static float[] statics(Cohort cohort, int index) {
    float[] values = new float[cohort.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = cohort.patient(i).statics()[index];
    }
    return values;
  }

  static float[] finite(float[] values) {
    Numbers numbers = new Numbers();
    for (float value : values) {
      if (Float.isFinite(value)) {
        numbers.add(value);
      }
    }
    return numbers.toArray();
  }

  /** Time from each step to the next. */
  static float[] gaps(Cohort cohort) {
    Numbers numbers = new Numbers();
    for (Patient patient : cohort.patients()) {
      float[] times = patient.times();
      for (int t = 1; t < times.length; t++) {
        float gap = times[t] - times[t - 1];
        if (Float.isFinite(gap)) {
          numbers.add(gap);
        }
      }
    }
    return numbers.toArray();
  }

  static float[] lengths(Cohort cohort) {
    float[] lengths = new float[cohort.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = cohort.patient(i).length();
    }
    return lengths;
  }
}
