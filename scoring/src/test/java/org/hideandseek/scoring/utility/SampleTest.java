package org.hideandseek.scoring.utility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampleTest {
  private static Sample of(float... values) {
    return Sample.of(values);
  }

  @Test
  void theDistanceOfShiftedSamplesIsTheShift() {
    assertThat(of(3, 1, 2).distanceTo(of(4, 6, 5))).isCloseTo(3, within(1e-12));
  }

  @Test
  void samplesOfDifferentSizesAreComparedAsDistributions() {
    assertThat(of(1, 2).distanceTo(of(1, 1, 2, 2))).isZero();
    // F - G is 1/2 on [0, 1) and 1/4 on [1, 3).
    assertThat(of(0, 0, 1, 3).distanceTo(of(1, 1, 3, 3))).isCloseTo(1, within(1e-12));
    // F = 1 from 0 on, G = 1/3, 2/3, 1 from 0, 3 and 6 on.
    assertThat(of(0).distanceTo(of(0, 3, 6))).isCloseTo(3, within(1e-12));
  }

  @Test
  void theDistanceToAConstantIsThatToASampleOfIt() {
    assertThat(of(1, 5, 9).distanceTo(4.0)).isEqualTo(of(1, 5, 9).distanceTo(of(4)));
  }

  @Test
  void theDistanceToNothingIsUndefined() {
    assertThat(of().distanceTo(of(1))).isNaN();
    assertThat(of(1).distanceTo(of())).isNaN();
  }

  @Test
  void theMedianOfAnEvenNumberLiesInTheMiddle() {
    assertThat(of(4, 1, 3, 2).median()).isEqualTo(2.5);
    assertThat(of(3, 1, 2).median()).isEqualTo(2);
    assertThat(of(7).median()).isEqualTo(7);
  }

  @Test
  void momentsAreThoseOfTheClippedNumbers() {
    assertThat(of(0, 2).standardDeviation()).isEqualTo(1);
    assertThat(of(-100, 0, 2, 100).clippedMoments(0, 2)).containsExactly(1, 1);
  }
}
