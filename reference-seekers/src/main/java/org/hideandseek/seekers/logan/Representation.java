package org.hideandseek.seekers.logan;

import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/**
 * How patients become numbers. A number is standardised, a code is 1 in a place of its own, what is
 * missing is 0, and a mask beside every variable says whether it is there. The transform is
 * measured once, on the release and the reference together: the class of a patient must not show in
 * it.
 */
final class Representation {
  /** Standard deviations beyond which a number does not count as larger. */
  private static final double FURTHEST = 8;

  /** Time since the first step and since the step before. */
  private static final int CLOCKS = 2;

  private final Schema schema;
  private final Moments[] features;
  private final Moments[] statics;
  private final Moments time = new Moments();
  private final Moments gap = new Moments();
  private final Moments logLength = new Moments();

  private Representation(Schema schema) {
    this.schema = schema;
    features = moments(schema.featureCount());
    statics = moments(schema.staticCount());
  }

  private static Moments[] moments(int size) {
    Moments[] moments = new Moments[size];
    for (int i = 0; i < size; i++) {
      moments[i] = new Moments();
    }
    return moments;
  }

  /** The representation that is common to some cohorts of one schema. */
  static Representation of(List<Cohort> cohorts) {
    Representation common = new Representation(cohorts.get(0).schema());
    for (Cohort cohort : cohorts) {
      cohort.patients().forEach(common::measure);
    }
    return common;
  }

  private void measure(Patient patient) {
    for (int step = 1; step < patient.length(); step++) {
      time.add(patient.times()[step]);
      gap.add(gap(patient, step));
    }
    float[] values = patient.values();
    for (int cell = 0; cell < values.length; cell++) {
      features[cell % features.length].add(values[cell]);
    }
    for (int s = 0; s < statics.length; s++) {
      statics[s].add(patient.statics()[s]);
    }
    logLength.add((float) Math.log(patient.length()));
  }

  private static float gap(Patient patient, int step) {
    return patient.times()[step] - patient.times()[step - 1];
  }

  /** How many numbers a step has. */
  int stepWidth() {
    return CLOCKS + schema.features().stream().mapToInt(Representation::width).sum();
  }

  /** How many numbers stand beside the steps. */
  int staticWidth() {
    return 1 + schema.statics().stream().mapToInt(Representation::width).sum();
  }

  /** Value and mask. */
  private static int width(Variable variable) {
    return 1 + (variable.kind() == Kind.CATEGORICAL ? variable.codes() : 1);
  }

  /** Every patient of a cohort. */
  Example[] examples(Cohort cohort) {
    return cohort.patients().stream().map(this::example).toArray(Example[]::new);
  }

  private Example example(Patient patient) {
    float[] steps = new float[patient.length() * stepWidth()];
    int at = 0;
    for (int step = 0; step < patient.length(); step++) {
      if (step > 0) {
        steps[at] = time.standardised(patient.times()[step]);
        steps[at + 1] = gap.standardised(gap(patient, step));
      }
      at += CLOCKS;
      for (int f = 0; f < features.length; f++) {
        at = put(patient.value(step, f), schema.features().get(f), features[f], steps, at);
      }
    }
    float[] beside = new float[staticWidth()];
    beside[0] = logLength.standardised((float) Math.log(patient.length()));
    int end = 1;
    for (int s = 0; s < statics.length; s++) {
      end = put(patient.statics()[s], schema.statics().get(s), statics[s], beside, end);
    }
    return new Example(patient.length(), steps, beside);
  }

  private static int put(float value, Variable variable, Moments moments, float[] row, int at) {
    if (!Float.isNaN(value)) {
      if (variable.kind() == Kind.CATEGORICAL) {
        row[at + (int) value] = 1;
      } else {
        row[at] = moments.standardised(value);
      }
      row[at + width(variable) - 1] = 1;
    }
    return at + width(variable);
  }

  /** Mean and variance of what is not missing (Welford). */
  private static final class Moments {
    private long count;
    private double mean;
    private double squares;

    void add(float value) {
      if (Float.isNaN(value)) {
        return;
      }
      count++;
      double delta = value - mean;
      mean += delta / count;
      squares += delta * (value - mean);
    }

    /** 0 where all values are the same. */
    float standardised(float value) {
      if (!(squares > 0)) {
        return 0;
      }
      double deviations = (value - mean) / Math.sqrt(squares / count);
      return (float) Math.max(-FURTHEST, Math.min(FURTHEST, deviations));
    }
  }
}
