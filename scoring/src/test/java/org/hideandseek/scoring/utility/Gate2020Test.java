package org.hideandseek.scoring.utility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.scoring.Interval;
import org.junit.jupiter.api.Test;

class Gate2020Test {
  @Test
  void fiveTimesTheErrorOfRealPatientsPassesAndMoreDoesNot() {
    Gate2020 gate = gate(Facet.ONE_STEP_AHEAD, 1, 0.2, 1.0);
    assertThat(gate.passed()).isTrue();
    assertThat(gate.largestRatio()).hasValue(5);
    Gate2020 failing = gate(Facet.FEATURE_FROM_OTHERS, 1, 0.2, 1.0001);
    assertThat(failing.passed()).isFalse();
    assertThat(failing.failed()).isEqualTo(1);
  }

  @Test
  void aReleaseToLearnNothingFromFailsHoweverLargeTheErrorOfRealPatients() {
    Gate2020 gate = gate(Facet.ONE_STEP_AHEAD, 1, 0.9, Double.NaN);
    assertThat(gate.passed()).isFalse();
    assertThat(gate.largestRatio()).isEmpty();
  }

  @Test
  void whatRealPatientsPredictWithoutErrorMustBePredictedWithoutError() {
    assertThat(gate(Facet.ONE_STEP_AHEAD, 0, 0, 0).passed()).isTrue();
    assertThat(gate(Facet.ONE_STEP_AHEAD, 0, 0, 0).largestRatio()).isEmpty();
    assertThat(gate(Facet.ONE_STEP_AHEAD, 0, 0, 0.01).passed()).isFalse();
  }

  @Test
  void otherFacetsAreNotComparedAndNothingComparedPasses() {
    Gate2020 gate = gate(Facet.MARGINALS, 1, 0.01, 0.9);
    assertThat(gate.models()).isEmpty();
    assertThat(gate.passed()).isTrue();
    assertThat(gate.largestRatio()).isEmpty();
  }

  private static Gate2020 gate(Facet facet, double trivial, double real, double synthetic) {
    return Gate2020.of(
        new UtilityReport(
            1,
            new Interval(0, 1),
            Map.of(facet, 1.0),
            Map.of(facet, new Interval(0, 1)),
            List.of(Component.ofPrediction(facet, "a", trivial, real, synthetic)),
            List.of()));
  }
}
