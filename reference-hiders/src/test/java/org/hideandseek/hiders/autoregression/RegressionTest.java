package org.hideandseek.hiders.autoregression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.hideandseek.hiders.scaling.Regressors;
import org.junit.jupiter.api.Test;

class RegressionTest {
  private final SplittableRandom random = new SplittableRandom(9);

  @Test
  void aRidgeRegressionFindsWhatWasPlantedAndHowFarItIsOff() {
    Rows rows = new Rows(3000, 1, random);
    for (int i = 0; i < 3000; i++) {
      Regressors x = pair();
      double spread = random.nextInt(2);
      double noise = (spread == 0 ? 0.1 : 0.4) * random.nextGaussian();
      rows.offer(x, 1 + x.dot(new double[] {2, -0.5}) + noise, spread, i);
    }

    RidgeRegression regression = RidgeRegression.fit(rows);

    assertThat(regression.mean(new Regressors().add(1).add(1))).isCloseTo(2.5, within(0.03));
    assertThat(spread(regression, 0)).isCloseTo(0.1, within(0.01));
    assertThat(spread(regression, 1)).isCloseTo(0.4, within(0.03));
  }

  private double spread(RidgeRegression regression, double by) {
    double squares = 0;
    for (int i = 0; i < 5000; i++) {
      double drawn = regression.residuals().draw(1, by, random);
      squares += drawn * drawn / 5000;
    }
    return Math.sqrt(squares);
  }

  @Test
  void aLogisticRegressionFindsThePlantedProbability() {
    Rows rows = new Rows(5000, 1, random);
    for (int i = 0; i < 5000; i++) {
      Regressors x = pair();
      double p = 1 / (1 + Math.exp(-(x.dot(new double[] {1.5, -1}) - 0.5)));
      rows.offer(x, random.nextDouble() < p ? 1 : 0, 0, i);
    }

    LogisticRegression regression = LogisticRegression.fit(rows);

    assertThat(regression.probability(new Regressors().add(1).add(0)))
        .isCloseTo(1 / (1 + Math.exp(-1)), within(0.04));
    assertThat(regression.probability(new Regressors().add(-1).add(1)))
        .isCloseTo(1 / (1 + Math.exp(3)), within(0.02));
  }

  @Test
  void whatNeverVariesIsSaidWithCertainty() {
    Rows never = new Rows(10, 1, random);
    Rows always = new Rows(10, 1, random);
    for (int i = 0; i < 10; i++) {
      never.offer(pair(), 0, 0, i);
      always.offer(pair(), 1, 0, i);
    }

    assertThat(LogisticRegression.fit(never).probability(pair())).isZero();
    assertThat(LogisticRegression.fit(always).probability(pair())).isEqualTo(1);
  }

  @Test
  void noRowsMakeAStandardNormal() {
    RidgeRegression regression = RidgeRegression.fit(new Rows(0, 1, random));

    assertThat(regression.mean(pair())).isZero();
    assertThat(spread(regression, 0)).isCloseTo(1, within(0.05));
  }

  private Regressors pair() {
    return new Regressors().add(random.nextGaussian()).add(random.nextGaussian());
  }
}
