package org.hideandseek.challenges.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompositionTest {
  private static final SubsampledGaussian MOMENTS = new SubsampledGaussian(8, 1, 1);
  private static final SubsampledGaussian STEPS = new SubsampledGaussian(1, 0.01, 1000);

  @Test
  void stepsInTwoPartsCostWhatTheyCostInOne() {
    SubsampledGaussian some = new SubsampledGaussian(1, 0.01, 400);
    SubsampledGaussian others = new SubsampledGaussian(1, 0.01, 600);

    assertThat(Composition.of(some, others).cost(1e-5).epsilon())
        .isCloseTo(2.1013652716, within(1e-9));
  }

  @Test
  void gaussiansOnEverybodyCostWhatOneWithTheirJointPrecisionCosts() {
    // 1 / sigma^2 adds up: 1/4 + 1/4 + 1/2 = 1.
    Composition three =
        Composition.of(new SubsampledGaussian(2, 1, 2), new SubsampledGaussian(Math.sqrt(2), 1, 1));

    assertThat(three.cost(1e-6).epsilon())
        .isCloseTo(new SubsampledGaussian(1, 1, 1).cost(1e-6).epsilon(), within(1e-12));
  }

  @Test
  void togetherCostsMoreThanEitherAndLessThanTheirSum() {
    double together = Composition.of(MOMENTS, STEPS).cost(1e-5).epsilon();

    assertThat(together)
        .isGreaterThan(STEPS.cost(1e-5).epsilon())
        .isLessThan(MOMENTS.cost(1e-5).epsilon() + STEPS.cost(1e-5).epsilon());
  }

  @Test
  void aPartThatTouchesNobodyIsFree() {
    assertThat(Composition.of(STEPS, new SubsampledGaussian(0, 0, 5)).cost(1e-5))
        .isEqualTo(STEPS.cost(1e-5));
    assertThat(new Composition(List.of()).cost(1e-5).epsilon()).isZero();
  }

  @Test
  void aPartWithoutNoiseSpendsAll() {
    assertThat(Composition.of(STEPS, new SubsampledGaussian(0, 0.1, 1)).cost(1e-5).epsilon())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void theFactorForAWantedEpsilonIsTheLeastThatKeepsIt() {
    double spent = Composition.of(MOMENTS, STEPS).cost(1e-5).epsilon();

    Composition found =
        Composition.of(new SubsampledGaussian(4, 1, 1), new SubsampledGaussian(0.5, 0.01, 1000))
            .forEpsilon(spent, 1e-5);

    assertThat(found.parts().get(0).sigma()).isCloseTo(8, within(3e-5));
    assertThat(found.parts().get(1).sigma()).isCloseTo(1, within(3e-6));
    assertThat(found.cost(1e-5).epsilon()).isLessThanOrEqualTo(spent);
  }

  @Test
  void whatCannotBeMultipliedIsRefused() {
    assertThatThrownBy(
            () -> Composition.of(STEPS, new SubsampledGaussian(0, 1, 1)).forEpsilon(1, 1e-5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without noise");
    assertThatThrownBy(() -> Composition.of(STEPS).forEpsilon(1e-9, 1e-300))
        .hasMessageContaining("no noise reaches");
  }
}
