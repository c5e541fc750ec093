package org.hideandseek.scoring.disclosure;

import org.hideandseek.challenges.cohort.Patient;

/** How well an attribute of a patient is read off another. */
final class Guess {
  /** Errors beyond so many standard deviations count as this: one patient must not decide. */
  static final double LARGEST_ERROR = 3;

  private final Attribute attribute;
  private final double deviation;

  /**
   * Guesses of one attribute.
   *
   * @param deviation its standard deviation over the real patients; not used for codes
   */
  Guess(Attribute attribute, double deviation) {
    this.attribute = attribute;
    this.deviation = deviation;
  }

  /** The least and the best success are so far apart. */
  double range() {
    return attribute.isNumeric() ? LARGEST_ERROR : 1;
  }

  /** The best success. */
  double best() {
    return attribute.isNumeric() ? 0 : 1;
  }

  /**
   * The success: of a static once, of a feature the mean over the steps at which the target has it,
   * each guessed by the value of the other at the closest time, and of these at the closest step.
   *
   * @param source has the attribute
   * @return NaN if the target does not have it
   */
  double success(Patient target, Patient source) {
    int index = attribute.index();
    if (!attribute.overTime()) {
      float truth = target.statics()[index];
      return Float.isNaN(truth) ? Double.NaN : success(truth, source.statics()[index]);
    }
    double sum = 0;
    int steps = 0;
    for (int t = 0; t < target.length(); t++) {
      if (target.observed(t, index)) {
        sum += success(target.value(t, index), source.value(closest(source, target, t), index));
        steps++;
      }
    }
    return sum / steps;
  }

  private int closest(Patient source, Patient target, int step) {
    int closest = -1;
    double apart = Double.POSITIVE_INFINITY;
    for (int t = 0; t < source.length(); t++) {
      double gap = Math.abs((double) source.times()[t] - target.times()[step]);
      if (source.observed(t, attribute.index())
          && (gap < apart || (gap == apart && Math.abs(t - step) < Math.abs(closest - step)))) {
        closest = t;
        apart = gap;
      }
    }
    return closest;
  }

  private double success(float truth, float guess) {
    if (!attribute.isNumeric()) {
      return truth == guess ? 1 : 0;
    }
    return -Math.min(LARGEST_ERROR, Math.abs((double) truth - guess) / deviation);
  }
}
