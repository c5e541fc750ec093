package org.hideandseek.scoring.utility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hideandseek.challenges.bundle.Facet;
import org.junit.jupiter.api.Test;

class ComponentTest {
  private static Component distance(double trivial, double real, double synthetic) {
    return Component.ofDistance(Facet.MARGINALS, "x", trivial, real, synthetic);
  }

  @Test
  void skillRunsFromTrivialToReal() {
    assertThat(distance(0.9, 0.1, 0.1).skill()).hasValue(1);
    assertThat(distance(0.9, 0.1, 0.9).skill()).hasValue(0);
    assertThat(distance(0.9, 0.1, 0.3).skill().orElseThrow()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void skillIsClipped() {
    assertThat(distance(0.9, 0.1, 0).skill()).hasValue(1);
    assertThat(distance(0.9, 0.1, 5).skill()).hasValue(0);
  }

  @Test
  void whatATrivialReleaseGetsRightIsLeftOut() {
    assertThat(distance(0.03, 0.015, 0.02).skill()).isEmpty();
    assertThat(distance(0.5, 0.3, 0.4).skill()).isEmpty();
    assertThat(distance(0, 0, 0).skill()).isEmpty();
  }

  @Test
  void butGettingThatClearlyWrongCountsAsNothing() {
    assertThat(distance(0.03, 0.015, 0.14).skill()).hasValue(0);
    assertThat(distance(0, 0, 0.05).skill()).isEmpty();
  }

  @Test
  void aPredictionMayHaveALargeErrorThatIsNobodysFault() {
    Component c = Component.ofPrediction(Facet.ONE_STEP_AHEAD, "x", 1, 0.9, 0.95);

    assertThat(c.skill().orElseThrow()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void aReleaseWithNothingToCompareIsOneWorse() {
    Component c = distance(0.9, 0.1, Double.NaN);

    assertThat(c.synthetic()).isEqualTo(1.9);
    assertThat(c.skill()).hasValue(0);
    assertThat(distance(0, 0, Double.NaN).skill()).hasValue(0);
  }
}
