package org.hideandseek.seekers.logan;

import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/**
 * How patients become numbers. A number is standardised, a category is 1 in a place of its own,
 * what is missing is 0, and a mask beside every variable says whether it is there. The transform is
 * measured once, on the release and the reference together: the class of a patient must not show in
 * it.
 *
 * <p>Beside every number stand waves of it (Gorishniy et al., arXiv 2203.05556, section 3.3, with
 * fixed frequencies). A network of plain numbers is smooth, so it takes long to learn single
 * patients by heart, and then has an opinion about everybody in between.
 */
final class Representation {
  /** Of a sine and a cosine, in half periods per standard deviation. */
  private static final double[] FREQUENCIES = {0.5, 1, 2};

  /** Numbers that one number becomes. */
  private static final int SPREAD = 1 + 2 * FREQUENCIES.length;

  /** Time since the first step and since the step before. */
  private static final int CLOCKS = 2;

  /** Standard deviations beyond which a number does not count as larger. */
  private static final double FURTHEST = 8;

  private final Schema schema;
  private final int longest;
  private final Moments[] features;
  private final Moments[] statics;
  private final Moments time = new Moments();
  private final Moments gap = new Moments();
  private final Moments logLength = new Moments();

  private Representation(Schema schema, int numbers) {
    this.schema = schema;
    longest = Math.max(1, Math.min(schema.steps(), numbers / stepWidth()));
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

  /**
   * The representation that is common to some cohorts.
   *
   * @param cohorts of one schema
   * @param numbers that the steps of a patient are to take at most; later steps are left out, but
   *     the first one stays
   */
  static Representation of(List<Cohort> cohorts, int numbers) {
    Representation common = new Representation(cohorts.get(0).schema(), numbers);
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
    logLength.add(Math.log(patient.length()));
  }

  private static float gap(Patient patient, int step) {
    return patient.times()[step] - patient.times()[step - 1];
  }

  /** How many steps an example has at most. */
  int longest() {
    return longest;
  }

  /** How many numbers a step has. */
  int stepWidth() {
    return CLOCKS * SPREAD + schema.features().stream().mapToInt(Representation::width).sum();
  }

  /** How many numbers stand beside the steps. */
  int staticWidth() {
    return SPREAD + schema.statics().stream().mapToInt(Representation::width).sum();
  }

  /** Value and mask. */
  private static int width(Variable variable) {
    return 1
        + switch (variable.kind()) {
          case NUMERIC -> SPREAD;
          case BINARY -> 1;
          case CATEGORICAL -> variable.codes();
        };
  }

  /** Every patient of a cohort. */
  Example[] examples(Cohort cohort) {
    return cohort.patients().stream().map(this::example).toArray(Example[]::new);
  }

  private Example example(Patient patient) {
    int length = Math.min(longest, patient.length());
    float[] steps = new float[length * stepWidth()];
    int at = 0;
    for (int step = 0; step < length; step++) {
      if (step > 0) {
        spread(time.standardised(patient.times()[step]), steps, at);
        spread(gap.standardised(gap(patient, step)), steps, at + SPREAD);
      }
      at += CLOCKS * SPREAD;
      for (int f = 0; f < features.length; f++) {
        at = put(patient.value(step, f), schema.features().get(f), features[f], steps, at);
      }
    }
    float[] beside = new float[staticWidth()];
    spread(logLength.standardised(Math.log(patient.length())), beside, 0);
    int end = SPREAD;
    for (int s = 0; s < statics.length; s++) {
      end = put(patient.statics()[s], schema.statics().get(s), statics[s], beside, end);
    }
    return new Example(length, steps, beside);
  }

  private static int put(float value, Variable variable, Moments moments, float[] row, int at) {
    int next = at + width(variable);
    if (!Float.isNaN(value)) {
      switch (variable.kind()) {
        case NUMERIC -> spread(moments.standardised(value), row, at);
        case BINARY -> row[at] = (float) moments.standardised(value);
        case CATEGORICAL -> row[at + (int) value] = 1;
      }
      row[next - 1] = 1;
    }
    return next;
  }

  private static void spread(double number, float[] row, int at) {
    row[at] = (float) number;
    for (int wave = 0; wave < FREQUENCIES.length; wave++) {
      double angle = Math.PI * FREQUENCIES[wave] * number;
      row[at + 1 + 2 * wave] = (float) Math.sin(angle);
      row[at + 2 + 2 * wave] = (float) Math.cos(angle);
    }
  }

  /** Mean and variance of what is not missing (Welford). */
  private static final class Moments {
    private long count;
    private double mean;
    private double squares;

    void add(double value) {
      if (Double.isNaN(value)) {
        return;
      }
      count++;
      double delta = value - mean;
      mean += delta / count;
      squares += delta * (value - mean);
    }

    /** 0 where all values are the same. */
    double standardised(double value) {
      if (!(squares > 0)) {
        return 0;
      }
      double deviations = (value - mean) / Math.sqrt(squares / count);
      return Math.max(-FURTHEST, Math.min(FURTHEST, deviations));
    }
  }
}
