package org.hideandseek.seekers.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hideandseek.seekers.shadow.LikelihoodRatio.Spread;
import org.junit.jupiter.api.Test;

class LikelihoodRatioTest {

  @Test
  void betweenTheMeansItIsThatOfTwoNormalDensities() {
    LikelihoodRatio ratio = new LikelihoodRatio(new Spread(1, 0.5), new Spread(-1, 0.8), 100);

    double expected = Math.log(density(0.4, 1, 0.5)) - Math.log(density(0.4, -1, 0.8));
    assertThat(ratio.of(0.4)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void itNeverFallsAsTheSurplusGrows() {
    for (double deviation : new double[] {0.3, 1, 3}) {
      LikelihoodRatio ratio = new LikelihoodRatio(new Spread(1, deviation), new Spread(-1, 1), 100);
      double last = Double.NEGATIVE_INFINITY;
      for (double surplus = -20; surplus <= 20; surplus += 0.1) {
        assertThat(ratio.of(surplus)).isGreaterThanOrEqualTo(last - 1e-12);
        last = ratio.of(surplus);
      }
    }
  }

  @Test
  void soManyPeopleCannotHaveShownMore() {
    LikelihoodRatio ratio = new LikelihoodRatio(new Spread(1, 0.001), new Spread(-1, 0.001), 7);

    assertThat(ratio.of(0.9)).isEqualTo(7);
    assertThat(ratio.of(-0.9)).isEqualTo(-7);
  }

  @Test
  void anAttackThatPutsMembersBelowSaysNothing() {
    assertThat(new LikelihoodRatio(new Spread(-1, 1), new Spread(1, 1), 100).of(3)).isZero();
  }

  private static double density(double x, double mean, double deviation) {
    double standard = (x - mean) / deviation;
    return Math.exp(-standard * standard / 2) / deviation / Math.sqrt(2 * Math.PI);
  }
}
