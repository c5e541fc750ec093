package org.hideandseek.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentTest {
  @Test
  void quantilesAreThoseOfTables() {
    assertThat(Student.quantile(0.025, 1)).isCloseTo(12.7062047362, within(1e-9));
    assertThat(Student.quantile(0.025, 10)).isCloseTo(2.2281388520, within(1e-9));
    assertThat(Student.quantile(0.0005, 3)).isCloseTo(12.9239786367, within(1e-9));
    assertThat(Student.quantile(0.025, Double.POSITIVE_INFINITY))
        .isCloseTo(1.9599639845, within(1e-9));
  }

  @Test
  void quantilesAndTailsFitTogether() {
    for (double degrees : new double[] {0.8, 1, 2.5, 7, 100, 1e6}) {
      for (double tail : new double[] {0.4, 0.1, 0.025, 1e-3, 1e-6}) {
        double t = Student.quantile(tail, degrees);
        assertThat(Student.upperTail(t, degrees)).isCloseTo(tail, within(1e-10 * tail + 1e-14));
        assertThat(Student.upperTail(-t, degrees)).isCloseTo(1 - tail, within(1e-10));
      }
    }
  }
}
