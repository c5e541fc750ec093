package org.hideandseek.scoring.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpsilonTest {
  @ParameterizedTest
  @CsvSource({
    "120, 200, 80, 200, .05, .11426686",
    "20, 200, 2, 200, .05, .55582142",
    "500, 500, 0, 500, .01, 4.54191581"
  })
  void theBoundFromCountsIsTheReferenceValue(
      int tp, int members, int fp, int nonMembers, double alpha, double epsilon) {
    assertThat(EpsilonBound.ofCounts(tp, members, fp, nonMembers, 0, alpha).epsilon())
        .isCloseTo(epsilon, within(1e-8));
  }

  @Test
  void bothDirectionsCountAndNeitherIsFlipped() {
    // Few members are missed: TNR against FNR.
    double epsilon = EpsilonBound.ofCounts(198, 200, 180, 200, 0, 0.05).epsilon();
    assertThat(epsilon).isCloseTo(.55582142, within(1e-8));
    assertThat(EpsilonBound.ofCounts(80, 200, 120, 200, 0, 0.05).epsilon()).isZero();
    assertThat(EpsilonBound.ofCounts(20, 200, 2, 200, 0.05, 0.05).epsilon()).isLessThan(epsilon);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 600, 600, 1e-5, 5.27039946",
    "1000, 1000, 600, 0, .29746792",
    "2000, 2000, 1001, 0, 0",
    "500, 50, 50, 1e-5, 2.77050707"
  })
  void theOneRunAuditIsTheReferenceValue(
      int candidates, int guesses, int right, double delta, double epsilon) {
    assertThat(OneRunAudit.ofCounts(candidates, guesses, right, delta, 0.05).epsilon())
        .isCloseTo(epsilon, within(1e-8));
  }

  @Test
  void withoutAGuessNothingIsClaimed() {
    assertThat(OneRunAudit.ofCounts(10, 0, 0, 1e-5, 0.05).epsilon()).isZero();
    assertThat(OneRunAudit.pValue(10, 5, 0, 1, 0)).isEqualTo(1);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> OneRunAudit.ofCounts(10, 11, 3, 0, 0.05))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OneRunAudit.ofCounts(10, 5, 3, 1, 0.05)).hasMessageContaining("delta");
    assertThatThrownBy(() -> OneRunAudit.ofCounts(10, 5, 3, 0, 0)).hasMessageContaining("level");
    assertThatThrownBy(() -> OneRunAudit.pValue(10, 5, 3, Double.NaN, 0))
        .hasMessageContaining("epsilon");
    assertThatThrownBy(() -> EpsilonBound.ofCounts(1, 0, 1, 2, 0, 0.05))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EpsilonBound.ofCounts(1, 2, 1, 2, -1, 0.05))
        .hasMessageContaining("delta");
  }
}
