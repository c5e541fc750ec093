package org.hideandseek.challenges.builtin;

import java.util.Arrays;
import java.util.TreeMap;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/**
 * What was measured on the days of one patient. A value outside the schema's bounds counts as not
 * measured, and a day without a value is no day. Where a day has two values of a feature, the one
 * that comes later in the file counts.
 */
final class Course {
  private final Schema schema;
  private final TreeMap<Integer, float[]> days = new TreeMap<>();

  Course(Schema schema) {
    this.schema = schema;
  }

  void measure(int day, int feature, float value) {
    if (schema.features().get(feature).allows(value)) {
      days.computeIfAbsent(day, unseen -> unmeasured())[feature] = value;
    }
  }

  /** How many days have a value. */
  int length() {
    return days.size();
  }

  /**
   * The patient, of whom at most the last {@code schema.steps()} days are kept.
   *
   * @param daysPerUnit of the schema's time
   * @param statics those outside the schema's bounds become unknown
   */
  Patient patient(double daysPerUnit, float[] statics) {
    while (days.size() > schema.steps()) {
      days.pollFirstEntry();
    }
    int width = schema.featureCount();
    float[] times = new float[days.size()];
    float[] values = new float[times.length * width];
    int first = days.firstKey();
    int step = 0;
    for (var day : days.entrySet()) {
      times[step] = (float) ((day.getKey() - first) / daysPerUnit);
      System.arraycopy(day.getValue(), 0, values, step * width, width);
      step++;
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
