package org.hideandseek.scoring.utility;

import java.util.OptionalDouble;
import org.hideandseek.challenges.bundle.Facet;

/**
 * One comparison of a release with the holdout, the smallest thing that has a skill. All three
 * errors are measured against the holdout and have no unit: they are in standard deviations, or
 * differences of probabilities or correlations; {@link Utility} says which.
 *
 * @param facet what it belongs to
 * @param name what is compared, such as {@code sbp} or {@code changes of sbp}
 * @param trivial error of a trivial release
 * @param real error of the members
 * @param synthetic error of the release; one more than the larger of the others where the release
 *     has nothing to compare
 * @param skill in [0, 1]; empty if the component is left out of its facet
 */
public record Component(
    Facet facet, String name, double trivial, double real, double synthetic, OptionalDouble skill) {

  /** By how much the members must beat the trivial release for a component to count. */
  static final double LEAST_GAP = 0.02;

  /** The part of the trivial error that the distance of members and holdout may reach. */
  static final double LARGEST_FLOOR = 0.5;

  /** How far a release may fall behind where nothing can be gained. */
  static final double TOLERANCE = 0.1;

  /**
   * Of a distance that is 0 between equal distributions; the members' own is the floor that two
   * samples of one population have.
   *
   * @param synthetic NaN if the release has nothing to compare
   */
  static Component ofDistance(
      Facet facet, String name, double trivial, double real, double synthetic) {
    return of(facet, name, trivial, real, synthetic, real <= LARGEST_FLOOR * trivial);
  }

  /**
   * Of the error of a prediction, which is not 0 for the best of predictors.
   *
   * @param synthetic NaN if nothing can be learned from the release
   */
  static Component ofPrediction(
      Facet facet, String name, double trivial, double real, double synthetic) {
    return of(facet, name, trivial, real, synthetic, true);
  }

  private static Component of(
      Facet facet, String name, double trivial, double real, double synthetic, boolean clear) {
    double worse = Math.max(trivial, real);
    double error = Double.isFinite(synthetic) ? synthetic : worse + 1;
    OptionalDouble skill;
    if (clear && trivial - real >= LEAST_GAP) {
      double raw = (trivial - error) / (trivial - real);
      skill = OptionalDouble.of(Math.min(1, Math.max(0, raw)));
    } else if (error > worse + TOLERANCE) {
      skill = OptionalDouble.of(0);
    } else {
      skill = OptionalDouble.empty();
    }
    return new Component(facet, name, trivial, real, error, skill);
  }
}
