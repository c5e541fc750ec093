package org.hideandseek.challenges.cohort;

/**
 * One patient with n steps, without padding. The arrays are not copied: whoever makes a patient
 * lets go of them.
 *
 * @param times [n] time units since the first step; never decreasing, the first is 0
 * @param values [n * F] row-major by step; NaN = not measured
 * @param statics [S] NaN = unknown
 */
public record Patient(float[] times, float[] values, float[] statics) {

  public Patient {
    if (times.length == 0) {
      throw new IllegalArgumentException("a patient has at least one step");
    }
    if (values.length % times.length != 0) {
      throw new IllegalArgumentException(
          values.length + " values do not make " + times.length + " steps of equal width");
    }
  }

  /** The number of steps, n. */
  public int length() {
    return times.length;
  }

  /** F. */
  public int featureCount() {
    return values.length / times.length;
  }

  /** The value of a feature at a step, NaN where it was not measured. */
  public float value(int step, int feature) {
    return values[step * featureCount() + feature];
  }

  /** Whether a feature was measured at a step. */
  public boolean observed(int step, int feature) {
    return !Float.isNaN(value(step, feature));
  }
}
