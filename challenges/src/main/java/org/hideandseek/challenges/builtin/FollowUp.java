package org.hideandseek.challenges.builtin;

/** Whether something happened to a patient within some years after entry. */
final class FollowUp {
  static final double DAYS_PER_YEAR = 365.25;

  private FollowUp() {}

  /**
   * 1 if it happened in time, 0 if the patient was followed for long enough without it, NaN where
   * follow-up ended too early to know.
   *
   * @param happened the first day after entry on which it happened; infinite if it never did
   * @param followed days of follow-up
   * @param years how long it counts
   */
  static float outcome(double happened, double followed, double years) {
    double end = years * DAYS_PER_YEAR;
    if (happened <= end) {
      return 1;
    }
    return followed >= end ? 0 : Float.NaN;
  }
}
