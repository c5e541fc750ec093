package org.hideandseek.seekers.calibrated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hideandseek.seekers.HandFixture;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private final double[] toRelease =
      HandFixture.squaredDistances(HandFixture.candidates(), HandFixture.release());
  private final double[] toReference =
      HandFixture.squaredDistances(HandFixture.candidates(), HandFixture.reference());

  @Test
  void differencesAreThoseWorkedOutByHand() {
    assertScores(
        Calibration.DIFFERENCE,
        .7246211251,
        .8585786438,
        .0828427125,
        .4900980486,
        -.1414213562,
        -.0295630141,
        -2.1016124839,
        -2.2649655435);
  }

  @Test
  void calibratedGanLeaksIsThatWorkedOutByHand() {
    assertScores(
        Calibration.GAN_LEAKS,
        .661503159203,
        .727108216341,
        .50999866688,
        .676995856239,
        .465057054842,
        .485004498381,
        1.80427695e-4,
        6.3780454e-5);
  }

  private void assertScores(Calibration calibration, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(calibration.score(toRelease[i], toReference[i]))
          .isCloseTo(expected[i], within(1e-6));
    }
  }
}
