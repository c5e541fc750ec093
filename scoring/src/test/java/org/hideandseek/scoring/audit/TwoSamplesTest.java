package org.hideandseek.scoring.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TwoSamplesTest {
  /** By hand: of 3 times 2 pairs four are won and one is tied. */
  @Test
  void aTieIsHalfAWin() {
    TwoSamples samples =
        TwoSamples.of(new float[] {5, 3, 1, 3, 0}, new boolean[] {true, true, true, false, false});

    assertThat(samples.auc()).isCloseTo(4.5 / 6, within(1e-12));
  }

  /**
   * 1..10 against 11..20: U = 0, z = -(50 - 0.5) / sqrt(175), and a largest difference of 1, so
   * lambda = sqrt(5).
   */
  @Test
  void separatedSamplesHaveTheProbabilitiesOfTheBooks() {
    float[] numbers = new float[20];
    boolean[] label = new boolean[20];
    for (int i = 0; i < 20; i++) {
      numbers[i] = i;
      label[i] = i < 10;
    }
    TwoSamples samples = TwoSamples.of(numbers, label);

    assertThat(samples.auc()).isZero();
    assertThat(samples.rankP(true)).isCloseTo(1.8267e-4, within(1e-7));
    assertThat(samples.rankP(false)).isCloseTo(1, within(1e-3));
    assertThat(samples.distributionP()).isCloseTo(2 * Math.exp(-10), within(1e-12));
  }

  @Test
  void whatIsUnknownIsSmallerThanAllAndNothingElseIsMixedUp() {
    float[] numbers = {Float.NaN, Float.NEGATIVE_INFINITY, -2, -0f, 0, 3, Float.NaN};
    boolean[] label = {true, false, false, false, false, false, true};

    assertThat(TwoSamples.of(numbers, label).auc()).isCloseTo(0.5 / 5, within(1e-12));
    assertThat(
            TwoSamples.of(new float[] {-3, -2, 0, 2}, new boolean[] {false, false, true, true})
                .auc())
        .isEqualTo(1);
  }

  @Test
  void equalNumbersOrEqualLabelsSayNothing() {
    assertThat(TwoSamples.of(new float[] {1, 1}, new boolean[] {true, false}).saysNothing())
        .isTrue();
    assertThat(TwoSamples.of(new float[] {1, 2}, new boolean[] {true, true}).saysNothing())
        .isTrue();
    assertThat(TwoSamples.of(new float[] {1, 2}, new boolean[] {true, false}).saysNothing())
        .isFalse();
  }

  @Test
  void whereNothingDependsOnTheLabelFewProbabilitiesAreSmall() {
    SplittableRandom random = new SplittableRandom(1);
    int small = 0;
    for (int draw = 0; draw < 2000; draw++) {
      float[] numbers = new float[80];
      boolean[] label = new boolean[80];
      for (int i = 0; i < 80; i++) {
        numbers[i] = random.nextInt(draw % 2 == 0 ? 1000 : 4);
        label[i] = random.nextBoolean();
      }
      small += TwoSamples.of(numbers, label).p() <= 0.01 ? 1 : 0;
    }

    // 20 expected at most, a standard deviation is 4.4.
    assertThat(small).isLessThan(34);
  }
}
