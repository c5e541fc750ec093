package org.hideandseek.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionTest {
  private static void same(Interval interval, double low, double high, double error) {
    assertThat(interval.low()).isCloseTo(low, within(error));
    assertThat(interval.high()).isCloseTo(high, within(error));
  }

  @Test
  void clopperAndPearsonsIntervalsAreTheReferenceValues() {
    same(Proportion.clopperPearson(0, 10, 0.05), 0, .3084971078, 1e-9);
    same(Proportion.clopperPearson(37, 200, 0.05), .1337286602, .2458634624, 1e-9);
    same(Proportion.clopperPearson(45, 250, 0.1), .1410333379, .2247519366, 1e-9);
  }

  @Test
  void clopperAndPearsonsIntervalOfNoneAndOfAllHasAClosedForm() {
    double high = Proportion.clopperPearsonHigh(0, 500_000, 0.025);

    assertThat(high).isCloseTo(1 - Math.pow(0.025, 1 / 500_000.0), within(1e-14));
    assertThat(Proportion.clopperPearsonLow(500_000, 500_000, 0.025))
        .isCloseTo(1 - high, within(1e-12));
    assertThat(Proportion.clopperPearsonHigh(7, 7, 0.025)).isEqualTo(1);
  }

  @Test
  void wilsonsIntervalsAreTheReferenceValues() {
    Interval interval = Proportion.wilson(23, 100, 0.95);
    double centre = .23998824451588613;
    double halfWidth = .08155558571285167;
    same(interval, centre - halfWidth, centre + halfWidth, 1e-9);
    same(Proportion.wilson(850, 1000, 0.95), .849 - .022, .849 + .022, 1e-3);
    same(Proportion.wilson(0, 1000, 0.95), 0, .004, 1e-3);
  }

  @Test
  void countsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> Proportion.clopperPearson(3, 2, 0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 successes in 2");
    assertThatThrownBy(() -> Proportion.wilson(0, 0, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Proportion.clopperPearson(1, 2, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
