package org.hideandseek.hiders.privacy;

import java.util.function.Function;
import org.hideandseek.challenges.cohort.Patient;

/**
 * What a curator is asked: the sum of what each patient contributes.
 *
 * @param share of the budget that the answer may cost, in (0, 1]
 * @param width how many numbers a contribution has
 * @param norm a contribution that is longer (Euclidean) is shortened to this; above 0
 * @param contribution of one patient, [width]; a function of that patient, of the schema and of
 *     earlier answers, of nothing else
 */
public record Question(
    double share, int width, double norm, Function<Patient, double[]> contribution) {

  public Question {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share of the budget lies in (0, 1], not at " + share);
    }
    if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a norm is finite and above 0, unlike " + norm);
    }
  }

  /**
   * The contribution of a patient, not longer than the norm.
   *
   * @return [width]
   * @throws IllegalArgumentException if it has another width, or a number that is not finite: what
   *     is not finite can't be clipped
   */
  public double[] clipped(Patient patient) {
    double[] own = contribution.apply(patient);
    double squares = 0;
    for (double number : own) {
      squares += number * number;
    }
    if (own.length != width || !(squares < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a contribution has %d finite numbers".formatted(width));
    }
    double shrink = Math.min(1, norm / Math.sqrt(squares));
    if (shrink < 1) {
      for (int i = 0; i < width; i++) {
        own[i] *= shrink;
      }
    }
    return own;
  }
}
