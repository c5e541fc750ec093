package org.hideandseek.challenges.cohort;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * What was measured on one patient, gathered in any order. A value outside the schema's bounds
 * counts as not measured, and a time without a value is no step. Where a time has two values of a
 * feature, the one that is told later counts.
 */
public final class Course {
  private final Schema schema;
  private final TreeMap<Double, float[]> steps = new TreeMap<>();

  /** What became of a value. */
  public enum Fate {
    /** It is the first of its time and feature. */
    KEPT,
    /** It counts instead of an earlier one of its time and feature. */
    REPEATED,
    /** It is none that the feature can take. */
    OUTSIDE
  }

  public Course(Schema schema) {
    this.schema = schema;
  }

  /** Takes a value at a time in any unit. */
  public Fate measure(double time, int feature, float value) {
    if (!schema.features().get(feature).allows(value)) {
      return Fate.OUTSIDE;
    }
    // 0 and -0 are one time.
    float[] step = steps.computeIfAbsent(time + 0.0, unseen -> unmeasured());
    Fate fate = Float.isNaN(step[feature]) ? Fate.KEPT : Fate.REPEATED;
    step[feature] = value;
    return fate;
  }

  /** How many times have a value. */
  public int length() {
    return steps.size();
  }

  /** Forgets the steps behind the first {@code most}. */
  public void keepFirst(int most) {
    while (steps.size() > most) {
      steps.pollLastEntry();
    }
  }

  /**
   * The patient, of whom at most the last {@code schema.steps()} steps are kept. Without any value
   * there is one step at which nothing was measured.
   *
   * @param perUnit how much of the time given to {@link #measure} makes one of the schema's units
   * @param statics those outside the schema's bounds become unknown
   */
  public Patient patient(double perUnit, float[] statics) {
    while (steps.size() > schema.steps()) {
      steps.pollFirstEntry();
    }
    if (steps.isEmpty()) {
      steps.put(0.0, unmeasured());
    }
    int width = schema.featureCount();
    float[] times = new float[steps.size()];
    float[] values = new float[times.length * width];
    double first = steps.firstKey();
    int next = 0;
    for (var step : steps.entrySet()) {
      times[next] = (float) ((step.getKey() - first) / perUnit);
      System.arraycopy(step.getValue(), 0, values, next * width, width);
      next++;
    }
    float[] possible = statics.clone();
    for (int s = 0; s < possible.length; s++) {
      Variable variable = schema.statics().get(s);
      if (!variable.allows(possible[s])) {
        possible[s] = Float.NaN;
      }
    }
    return new Patient(times, values, possible);
  }

  private float[] unmeasured() {
    float[] values = new float[schema.featureCount()];
    Arrays.fill(values, Float.NaN);
    return values;
  }
}
