package org.hideandseek.challenges.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubsampledGaussianTest {
  @ParameterizedTest
  @CsvSource({
    "1.5, .04, 2250, 1e-5, 7.32911117143, 3.9",
    "1.3, .0025, 6000, 1e-5, .7242234026109595, 19",
    "1.0, .01, 1000, 1e-5, 2.1013652716, 7.8",
    "2.0, .0064, 781, 1e-6, .4331130366, 39",
    ".8, .02, 500, 1e-5, 5.3701378665, 3.8",
    "10, .5, 200, 1e-6, 3.5784632644, 7.7",
    "2, 1, 10, 1e-5, 8.0794062224, 3.9"
  })
  void epsilonIsTheReferenceValue(
      double sigma, double rate, int steps, double delta, double epsilon, double order) {
    PrivacyCost cost = new SubsampledGaussian(sigma, rate, steps).cost(delta);

    assertThat(cost.epsilon()).isCloseTo(epsilon, within(1e-9));
    assertThat(cost.order()).isCloseTo(order, within(1e-12));
  }

  @Test
  void fractionalOrdersContinueTheWholeOnes() {
    SubsampledGaussian mechanism = new SubsampledGaussian(1.1, 0.03, 1);

    for (int order : new int[] {2, 3, 7}) {
      double whole = mechanism.rdp(order);
      assertThat(mechanism.rdp(order + 1e-7)).isCloseTo(whole, within(1e-6 * whole + 1e-9));
      assertThat(mechanism.rdp(order - 1e-7)).isCloseTo(whole, within(1e-6 * whole + 1e-9));
    }
  }

  @Test
  void whereNothingIsTouchedNothingIsSpentAndWithoutNoiseAll() {
    assertThat(new SubsampledGaussian(1, 0, 100).cost(1e-5).epsilon()).isZero();
    assertThat(new SubsampledGaussian(0, 0.1, 0).cost(1e-5).epsilon()).isZero();
    assertThat(new SubsampledGaussian(0, 0.1, 1).cost(1e-5).epsilon())
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(new SubsampledGaussian(1e5, 0.001, 1).cost(1e-5).epsilon()).isNotNegative();
  }

  @Test
  void epsilonFallsWithNoiseDownToWhereDoublesEnd() {
    double before = Double.POSITIVE_INFINITY;
    for (double sigma : new double[] {0.01, 0.05, 0.3, 0.5, 1, 2, 4, 100}) {
      double epsilon = new SubsampledGaussian(sigma, 0.02, 500).cost(1e-5).epsilon();
      assertThat(epsilon).as("sigma %s", sigma).isFinite().isLessThan(before);
      before = epsilon;
    }
  }

  @Test
  void theNoiseForAWantedEpsilonIsTheLeastThatKeepsIt() {
    SubsampledGaussian found = SubsampledGaussian.forEpsilon(2.1013652716, 0.01, 1000, 1e-5);

    assertThat(found.sigma()).isCloseTo(1, within(3e-6));
    assertThat(found.cost(1e-5).epsilon()).isLessThanOrEqualTo(2.1013652716);
    assertThat(SubsampledGaussian.forEpsilon(1, 0.01, 0, 1e-5).sigma()).isZero();
  }

  @Test
  void whatIsNoMechanismIsRefused() {
    assertThatThrownBy(() -> new SubsampledGaussian(Double.NaN, 0.1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sigma");
    assertThatThrownBy(() -> new SubsampledGaussian(1e200, 0.5, 1)).hasMessageContaining("sigma");
    assertThatThrownBy(() -> new SubsampledGaussian(1, 1.1, 1)).hasMessageContaining("rate");
    assertThatThrownBy(() -> new SubsampledGaussian(1, 0.1, -1)).hasMessageContaining("steps");
    assertThatThrownBy(() -> new SubsampledGaussian(1, 0.1, 1).cost(0))
        .hasMessageContaining("delta");
    assertThatThrownBy(() -> new SubsampledGaussian(1, 0.1, 1).rdp(1))
        .hasMessageContaining("order");
    assertThatThrownBy(() -> SubsampledGaussian.forEpsilon(0, 0.1, 1, 1e-5))
        .hasMessageContaining("wanted epsilon");
    assertThatThrownBy(() -> SubsampledGaussian.forEpsilon(1e-9, 0.1, 1000, 1e-300))
        .hasMessageContaining("no noise reaches");
  }
}
