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

  private static final double LEAST_DISTANCE_GAP = 0.02;

  /** Two samples of one population differ by some hundredths in what can be learned from them. */
  private static final double LEAST_PREDICTION_GAP = 0.05;

  /** The outcome is one value for each patient, so that they differ by more. */
  private static final double LEAST_OUTCOME_GAP = 0.1;

  /** Squares: a correlation of 0.1. */
  private static final double LEAST_SQUARE_GAP = 0.01;

  /** The part of the trivial error that the distance of members and holdout may reach. */
  private static final double LARGEST_FLOOR = 0.5;

  /** How far a release may fall behind where nothing can be gained. */
  private static final double TOLERANCE = 0.1;

  /**
   * Of a distance that is 0 between equal distributions; the members' own is the floor that two
   * samples of one population have.
   *
   * @param synthetic NaN if the release has nothing to compare
   */
  static Component ofDistance(
      Facet facet, String name, double trivial, double real, double synthetic) {
    return of(facet, name, trivial, real, synthetic, real <= largestFloor(facet) * trivial);
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

  /** Whether the skill lies on the way from trivial to real, and is not just empty or 0. */
  boolean isGraded() {
    return trivial - real >= leastGap()
        && (isPrediction() || real <= largestFloor(facet) * trivial);
  }

  /** Whether the release had nothing to compare, so that its error was made up. */
  boolean nothingCompared() {
    return synthetic == Math.max(trivial, real) + 1;
  }

  private boolean isPrediction() {
    return switch (facet) {
      case OUTCOME_PREDICTION, ONE_STEP_AHEAD, FEATURE_FROM_OTHERS -> true;
      case MARGINALS, TEMPORAL_STRUCTURE, JOINT_STRUCTURE, MISSINGNESS -> false;
    };
  }

  private static double largestFloor(Facet facet) {
    return facet == Facet.JOINT_STRUCTURE ? LARGEST_FLOOR * LARGEST_FLOOR : LARGEST_FLOOR;
  }

  /** By how much the members must beat what is trivial for this component to count. */
  double leastGap() {
    return leastGap(facet);
  }

  private static double leastGap(Facet facet) {
    return switch (facet) {
      case OUTCOME_PREDICTION -> LEAST_OUTCOME_GAP;
      case ONE_STEP_AHEAD, FEATURE_FROM_OTHERS -> LEAST_PREDICTION_GAP;
      case MARGINALS, TEMPORAL_STRUCTURE, MISSINGNESS -> LEAST_DISTANCE_GAP;
      case JOINT_STRUCTURE -> LEAST_SQUARE_GAP;
    };
  }

  private static Component of(
      Facet facet, String name, double trivial, double real, double synthetic, boolean clear) {
    double worse = Math.max(trivial, real);
    double error = Double.isFinite(synthetic) ? synthetic : worse + 1;
    OptionalDouble skill;
    if (clear && trivial - real >= leastGap(facet)) {
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
