package org.hideandseek.seekers.battery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalScoresTest {

  @Test
  void ranksBecomeQuantiles() {
    double[] normal = NormalScores.of(new double[] {7, -3, 100});

    // The quantiles of 1/2, 1/6 and 5/6.
    assertThat(normal).containsExactly(new double[] {0, -0.9674215661, 0.9674215661}, within(1e-9));
  }

  @Test
  void equalScoresShareTheMiddleOfTheirRanks() {
    double[] normal = NormalScores.of(new double[] {1, 5, 5, 9});

    assertThat(normal[1]).isZero().isEqualTo(normal[2]);
    assertThat(normal[0]).isEqualTo(-normal[3]).isNegative();
  }

  @Test
  void allEqualScoresAreZero() {
    assertThat(NormalScores.of(new double[] {2, 2, 2})).containsOnly(0);
  }
}
