package org.hideandseek.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void aNormalIntervalAt95PercentReaches196StandardErrors() {
    assertThat(Interval.normalQuantile(0.95)).isCloseTo(1.959963984540054, within(1e-12));
    assertThat(Interval.normalQuantile(0.999)).isCloseTo(3.290526731491926, within(1e-12));
  }

  @Test
  void aConfidenceOfNoneOrAllIsRefused() {
    assertThatThrownBy(() -> Interval.normalQuantile(1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Interval.normalQuantile(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theIntervalOfAShareStaysBetween0And1() {
    assertThat(Interval.ofShare(0.9, 0.2)).isEqualTo(new Interval(0.7, 1));
    assertThat(Interval.ofShare(0.1, 0.2).low()).isZero();
  }

  @Test
  void endsInTheWrongOrderAreRefused() {
    assertThatThrownBy(() -> new Interval(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Interval(Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
