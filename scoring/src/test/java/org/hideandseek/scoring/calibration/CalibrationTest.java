package org.hideandseek.scoring.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hideandseek.scoring.calibration.BoardCalibration.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every test prints what it measured with which seed. */
class CalibrationTest {
  private static final long SEED = 20260117;

  private static <T> T printed(String what, T measured) {
    System.out.println("seed " + SEED + ", " + what + ": " + measured);
    return measured;
  }

  @Test
  void theIntervalOfTheAucCoversChanceIn94To96PercentOfNullMatches() {
    Rate rate = printed("null AUC", MatchCalibration.nullAuc(2000, 400, SEED));

    assertThat(rate.share()).isBetween(0.94, 0.96);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void allIntervalsOfAMatchCover(double shift) {
    MatchCalibration rates =
        printed("shift " + shift, MatchCalibration.of(600, 500, shift, 300, SEED));

    assertThat(rates.auc().share()).isBetween(0.92, 0.98);
    assertThat(rates.balancedAccuracy().share()).isBetween(0.92, 0.98);
    rates.tprAtFpr().forEach((fpr, rate) -> assertThat(rate.share()).isGreaterThan(0.93));
    if (shift == 0) {
      assertThat(rates.aucChance().share()).isBetween(0.92, 0.98);
      assertThat(rates.balancedAccuracyChance().share()).isBetween(0.92, 0.99);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2, 4})
  void theBoundsExceedTheTrueEpsilonInAtMost5Percent(double epsilon) {
    for (boolean ties : new boolean[] {true, false}) {
      EpsilonCalibration rates =
          printed(
              "epsilon " + epsilon + (ties ? ", two scores" : ", no ties"),
              EpsilonCalibration.of(1000, 1000, epsilon, ties, SEED));

      assertThat(rates.threshold().share()).isLessThanOrEqualTo(0.05);
      assertThat(rates.oneRun().share()).isLessThanOrEqualTo(0.05);
      // And they say something.
      assertThat(rates.meanOneRun()).isGreaterThan(0.3 * epsilon);
      assertThat(rates.meanThreshold()).isGreaterThan(0.2 * epsilon);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "10, 1", "50, 1", "1, 3", "10, 3", "50, 3"})
  void theIntervalOfTheStrongestCoversAndItsEstimateIsRightIfAllKnowNothing(
      int seekers, int splits) {
    BoardCalibration rates =
        printed(
            seekers + " seekers, " + splits + " splits",
            BoardCalibration.of(
                seekers == 50 ? 300 : 1000, Shape.knowNothing(seekers, splits), SEED));

    assertThat(rates.worstAuc().share()).isGreaterThanOrEqualTo(0.94);
    // An AUC's standard deviation is 0.01 on a split.
    assertThat(rates.meanCorrectedError()).isCloseTo(0, within(0.001));
    if (seekers == 50) {
      assertThat(rates.meanRawError()).isGreaterThan(0.01);
    }
  }

  @Test
  void theEstimateIsRightThoughSeekersErrAlike() {
    Shape alike = new Shape(1, 20, 3, 0.01, 0, 0.009, 0, 0);
    BoardCalibration rates = printed("alike", BoardCalibration.of(600, alike, SEED));

    assertThat(rates.worstAuc().share()).isGreaterThanOrEqualTo(0.94);
    assertThat(rates.meanCorrectedError()).isCloseTo(0, within(0.001));
  }

  @Test
  void theIntervalOfTheStrongestCoversIfSplitsDifferBeyondChance() {
    Shape uneven = new Shape(1, 10, 3, 0.01, 0.02, 0, 0.05, 0.03);
    BoardCalibration rates = printed("uneven splits", BoardCalibration.of(600, uneven, SEED));

    assertThat(rates.worstAuc().share()).isGreaterThanOrEqualTo(0.94);
  }

  @Test
  void theRankRangesContainTheTrueRanks() {
    Shape spread = new Shape(8, 6, 3, 0.01, 0, 0, 0.08, 0.04);
    BoardCalibration rates = printed("spread", BoardCalibration.of(400, spread, SEED));

    assertThat(rates.hiderRanks().share()).isGreaterThanOrEqualTo(0.95);
    assertThat(rates.seekerRanks().share()).isGreaterThanOrEqualTo(0.95);
    assertThat(rates.meanRangeWidth()).isLessThan(5);
  }

  @Test
  void theRankRangesContainAllRanksIfAllAreTrulyEqual() {
    Shape equal = new Shape(8, 6, 3, 0.02, 0.01, 0, 0, 0);
    BoardCalibration rates = printed("equal", BoardCalibration.of(400, equal, SEED));

    assertThat(rates.hiderRanks().share()).isGreaterThanOrEqualTo(0.95);
    assertThat(rates.seekerRanks().share()).isGreaterThanOrEqualTo(0.95);
  }
}
