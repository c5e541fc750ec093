package org.hideandseek.seekers.battery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  private final SplittableRandom random = new SplittableRandom(71);
  private final double[][] features = new double[20_000][3];
  private final boolean[] member = new boolean[features.length];

  LogisticRegressionTest() {
    for (int i = 0; i < member.length; i++) {
      for (int f = 0; f < 3; f++) {
        features[i][f] = random.nextGaussian();
      }
      double logit = 1.5 * features[i][0] - 0.7 * features[i][1] + 0.3;
      member[i] = random.nextDouble() < 1 / (1 + Math.exp(-logit));
    }
  }

  @Test
  void theWeightsThatMadeTheLabelsAreFound() {
    LogisticRegression fitted = LogisticRegression.fit(features, member);

    assertThat(fitted.logit(new double[3])).isCloseTo(0.3, within(0.07));
    assertThat(weight(fitted, 0)).isCloseTo(1.5, within(0.08));
    assertThat(weight(fitted, 1)).isCloseTo(-0.7, within(0.08));
    assertThat(weight(fitted, 2)).isCloseTo(0, within(0.08));
  }

  @Test
  void theSlopeOfThePenalisedLikelihoodVanishes() {
    LogisticRegression fitted = LogisticRegression.fit(features, member);

    double slope = -weight(fitted, 0);
    for (int i = 0; i < member.length; i++) {
      double share = 1 / (1 + Math.exp(-fitted.logit(features[i])));
      slope += ((member[i] ? 1 : 0) - share) * features[i][0];
    }
    assertThat(slope).isCloseTo(0, within(1e-6));
  }

  @Test
  void aWeightBelowZeroIsLeftOutWhereNoneMayBe() {
    LogisticRegression fitted = LogisticRegression.fitNonNegative(features, member);

    assertThat(weight(fitted, 1)).isZero();
    assertThat(weight(fitted, 0)).isGreaterThan(1);
  }

  @Test
  void classesThatAreWhollyApartKeepFiniteWeights() {
    boolean[] apart = new boolean[member.length];
    for (int i = 0; i < apart.length; i++) {
      apart[i] = features[i][0] > 0;
    }

    assertThat(weight(LogisticRegression.fit(features, apart), 0)).isFinite().isGreaterThan(5);
  }

  private static double weight(LogisticRegression fitted, int feature) {
    double[] unit = new double[3];
    unit[feature] = 1;
    return fitted.logit(unit) - fitted.logit(new double[3]);
  }
}
