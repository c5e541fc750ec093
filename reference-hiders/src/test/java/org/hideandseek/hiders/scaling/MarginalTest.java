package org.hideandseek.hiders.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MarginalTest {
  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void scoresOfNumbersAreNormalAndLeadBackToThem() {
    float[] values = new float[5000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.exp(random.nextGaussian());
    }
    NumericMarginal marginal = new NumericMarginal(values, 0, 1000);

    assertThat(marginal.score(1)).isCloseTo(0, within(0.05));
    assertThat(marginal.score(Math.exp(1.5))).isCloseTo(1.5, within(0.1));
    for (double score : new double[] {-2, -1, 0, 0.3, 2}) {
      assertThat(marginal.score(marginal.value(score))).isCloseTo(score, within(0.02));
    }
  }

  @Test
  void noSingleObservationIsGivenBack() {
    float[] values = new float[1000];
    Set<Float> own = new HashSet<>();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
      own.add(values[i]);
    }
    NumericMarginal marginal = new NumericMarginal(values, -100, 100);

    int same = 0;
    for (int i = 0; i < 10_000; i++) {
      same += own.contains(marginal.value(3 * random.nextGaussian())) ? 1 : 0;
    }
    assertThat(same).isLessThan(5);
  }

  @Test
  void wholeUnitsStayWhole() {
    float[] tenths = new float[500];
    float[] days = new float[500];
    for (int i = 0; i < tenths.length; i++) {
      tenths[i] = random.nextInt(300) / 10f;
      days[i] = (float) (random.nextInt(4000) / 365.25);
    }
    NumericMarginal tenth = new NumericMarginal(tenths, 0, 30);
    NumericMarginal day = new NumericMarginal(days, 0, 30);
    for (int i = 0; i < 500; i++) {
      double score = random.nextGaussian();
      assertThat(tenth.value(score) * 10 % 1).isIn(0f);
      double inDays = day.value(score) * 365.25;
      assertThat(inDays).isCloseTo(Math.rint(inDays), within(1e-3));
    }
  }

  @Test
  void whatManyShareKeepsItsShare() {
    float[] values = new float[1000];
    for (int i = 300; i < values.length; i++) {
      values[i] = 1 + random.nextFloat();
    }
    NumericMarginal marginal = new NumericMarginal(values, 0, 10);

    int zeros = 0;
    for (int i = 0; i < 10_000; i++) {
      zeros += marginal.value(random.nextGaussian()) == 0 ? 1 : 0;
    }
    assertThat(zeros / 10_000.0).isCloseTo(0.3, within(0.02));
  }

  @Test
  void codesKeepTheirSharesInTheOrderThatTheyAreGiven() {
    CodeMarginal marginal =
        new CodeMarginal(new double[] {50, 0, 30, 20}, new double[] {3, 2, 1, 0});
    int[] counts = new int[4];
    for (int i = 0; i < 10_000; i++) {
      counts[(int) marginal.value(random.nextGaussian())]++;
    }

    assertThat(counts[0] / 10_000.0).isCloseTo(0.5, within(0.02));
    assertThat(counts[1]).isZero();
    assertThat(counts[3] / 10_000.0).isCloseTo(0.2, within(0.02));
    assertThat(marginal.value(-5)).isEqualTo(3);
    assertThat(marginal.value(5)).isZero();
    assertThat(marginal.score(3)).isLessThan(marginal.score(2)).isLessThan(marginal.score(0));
  }

  @Test
  void aDriftIsTakenOutAndPutBack() {
    Drift.Log log = new Drift.Log(1);
    for (int i = 0; i < 5000; i++) {
      log.add(0, 0.7 + 2 * random.nextGaussian());
    }
    Drift drift = log.drifts()[0];

    for (double score : new double[] {-9, -1, 0.7, 2, 9}) {
      assertThat(drift.undone(drift.corrected(score))).isCloseTo(score, within(1e-9));
    }
    assertThat(drift.corrected(0.7)).isCloseTo(0, within(0.06));
    assertThat(drift.corrected(2.7)).isCloseTo(1, within(0.1));
  }
}
