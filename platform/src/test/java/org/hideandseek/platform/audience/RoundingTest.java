package org.hideandseek.platform.audience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {
  /** The last digit stands where the half-width of the interval has its first. */
  @ParameterizedTest
  @CsvSource({
    "0.123456, 0.0734, 0.1734, 0.12",
    "0.123456, 0.1100, 0.1400, 0.12",
    "0.123456, 0.0000, 0.3000, 0.1",
    "0.123456, 0.1200, 0.1269, 0.123",
    "0.123456, 0.1233, 0.1236, 0.123",
    "0.987654, 0.0000, 1.0000, 1.0",
    "0.123456, 0.123456, 0.123456, 0.12",
    "-0.00012, -0.03, 0.03, 0.0"
  })
  void aScoreHasTheDigitsThatItsIntervalSupports(
      double value, double low, double high, double expected) {
    assertThat(Rounding.rounded(value, low, high)).isEqualTo(expected);
  }
}
