package org.hideandseek.scoring.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.junit.jupiter.api.Test;

class CanariesTest {
  private static final int ALL = 500;
  private static final int PLANTED = 20;
  private static final Cohort LIVER =
      Bundle.find("mayo-liver").patients().load().select(IntStream.range(0, 300).toArray());

  @Test
  void canariesFollowTheSchemaAndStandAtTheEndsOfItsBounds() {
    Schema schema = LIVER.schema();
    Cohort canaries = UnusualPatients.draw(LIVER, 200, 5);

    assertThat(canaries.size()).isEqualTo(200);
    for (Patient canary : canaries.patients()) {
      assertThat(LIVER.patients()).anyMatch(real -> Arrays.equals(real.times(), canary.times()));
      for (int t = 0; t < canary.length(); t++) {
        for (int f = 0; f < schema.featureCount(); f++) {
          requireUnusual(schema.features().get(f), canary.value(t, f));
        }
      }
      for (int s = 0; s < schema.staticCount(); s++) {
        requireUnusual(schema.statics().get(s), canary.statics()[s]);
      }
    }
  }

  private static void requireUnusual(Variable variable, float value) {
    if (Float.isNaN(value)) {
      return;
    }
    assertThat(variable.allows(value)).as("%s of %s", value, variable).isTrue();
    if (variable.kind() == Kind.NUMERIC) {
      double width = (double) variable.max() - variable.min();
      assertThat(Math.min(value - variable.min(), variable.max() - value) / width)
          .as("%s of %s", value, variable)
          .isLessThan(0.2001);
    }
  }

  @Test
  void theSameSeedDrawsTheSameCanariesAndTheyDiffer() {
    Cohort one = UnusualPatients.draw(LIVER, 50, 1);
    Cohort again = UnusualPatients.draw(LIVER, 50, 1);
    assertThat(one.patients())
        .zipSatisfy(again.patients(), (a, b) -> assertThat(a.values()).containsExactly(b.values()));
    assertThat(one.patients().stream().map(p -> Arrays.toString(p.statics())).distinct().count())
        .isGreaterThan(45);
  }

  @Test
  void boundsOfAllNumbersAreKept() {
    Schema wide =
        new Schema(
            "days",
            2,
            10,
            List.of(Variable.numeric("wide", "", -Float.MAX_VALUE, Float.MAX_VALUE)),
            List.of());
    Cohort population =
        new Cohort(
            wide, List.of(new Patient(new float[] {0, 1}, new float[] {0, 0}, new float[0])));
    for (Patient canary : UnusualPatients.draw(population, 100, 1).patients()) {
      assertThat(canary.values()[0]).isFinite();
      assertThat(canary.values()[1]).isFinite();
    }
    assertThatThrownBy(() -> UnusualPatients.draw(new Cohort(wide, List.of()), 1, 1))
        .hasMessageContaining("need a population");
  }

  @Test
  void plantedCanariesBeforeAllOthersHaveTheLargestExposure() {
    boolean[] planted = planted();
    float[] scores = new float[ALL];
    for (int i = 0; i < ALL; i++) {
      scores[i] = planted[i] ? 1 + i : -i;
    }
    CanaryExposure exposure = CanaryExposure.score(scores, planted, 1);

    double largest = Math.log(ALL - PLANTED + 1) / Math.log(2);
    assertThat(exposure.planted()).isEqualTo(PLANTED);
    assertThat(exposure.others()).isEqualTo(ALL - PLANTED);
    assertThat(exposure.mean()).isCloseTo(largest, within(1e-9));
    assertThat(exposure.largest()).isCloseTo(largest, within(1e-9));
    assertThat(exposure.separation().auc()).isEqualTo(1);
    assertThat(exposure.interval().low()).isBetween(3.0, 0.9 * largest);
    assertThat(exposure.pValue()).isEqualTo(1e-4);
  }

  @Test
  void exposureIsThatOfTheRankAmongTheOthersAndItself() {
    // Planted on ranks 1, and 3 of the 4 others and itself.
    float[] scores = {9, 8, 7, 6, 5, 4};
    boolean[] planted = {true, false, false, true, false, false};
    CanaryExposure exposure = CanaryExposure.score(scores, planted, 1);

    assertThat(exposure.mean() * Math.log(2))
        .isCloseTo((Math.log(5) + Math.log(5) - Math.log(3)) / 2, within(1e-12));
    assertThat(exposure.chance() * Math.log(2))
        .isCloseTo(Math.log(5) - Math.log(2 * 3 * 4 * 5) / 5, within(1e-12));
  }

  @Test
  void tiesAreTheMeanOverAllOrders() {
    // One planted on rank 1, 2 or 3 of the 2 others and itself, two before all others.
    float[] scores = {7, 5, 5, 9, 5};
    boolean[] planted = {true, true, false, true, false};
    CanaryExposure exposure = CanaryExposure.score(scores, planted, 1);

    double tied = Math.log(3) - (Math.log(1) + Math.log(2) + Math.log(3)) / 3;
    assertThat(exposure.mean() * Math.log(2))
        .isCloseTo((2 * Math.log(3) + tied) / 3, within(1e-12));
  }

  @Test
  void aSeekerThatSaysNothingIsAtChance() {
    CanaryExposure exposure = CanaryExposure.score(new float[ALL], planted(), 1);

    assertThat(exposure.mean()).isCloseTo(exposure.chance(), within(1e-9));
    assertThat(exposure.chance()).isBetween(1.40, 1 / Math.log(2));
    assertThat(exposure.pValue()).isEqualTo(1);
    assertThat(exposure.interval().contains(exposure.chance())).isTrue();
    assertThat(exposure.separation().auc()).isEqualTo(0.5);
  }

  @Test
  void aCoinIsAtChance() {
    SplittableRandom random = new SplittableRandom(7);
    double sum = 0;
    int inBand = 0;
    int covered = 0;
    int small = 0;
    for (int draw = 0; draw < 100; draw++) {
      float[] scores = new float[ALL];
      for (int i = 0; i < ALL; i++) {
        scores[i] = random.nextInt(50);
      }
      CanaryExposure exposure = CanaryExposure.score(scores, planted(), draw);
      sum += exposure.mean();
      inBand += exposure.chanceBand().contains(exposure.mean()) ? 1 : 0;
      covered += exposure.interval().contains(exposure.chance()) ? 1 : 0;
      small += exposure.pValue() <= 0.05 ? 1 : 0;
    }
    assertThat(sum / 100).as("seed 7").isBetween(1.3, 1.55);
    assertThat(inBand).as("seed 7").isBetween(89, 100);
    assertThat(covered).as("seed 7").isGreaterThanOrEqualTo(95);
    assertThat(small).as("seed 7").isLessThanOrEqualTo(11);
  }

  @Test
  void whatCanNotBeRankedIsRefused() {
    boolean[] planted = {true, false};
    assertThatThrownBy(() -> CanaryExposure.score(new float[] {1, Float.NaN}, planted, 1))
        .hasMessageContaining("score 1 is NaN");
    assertThatThrownBy(() -> CanaryExposure.score(new float[2], new boolean[2], 1))
        .hasMessageContaining("members and non-members");
    CanaryExposure least = CanaryExposure.score(new float[] {1, 0}, planted, 1);
    assertThat(least.mean()).isEqualTo(1);
    assertThat(least.interval().low()).isZero();
  }

  private static boolean[] planted() {
    boolean[] planted = new boolean[ALL];
    for (int i = 0; i < PLANTED; i++) {
      planted[i * 25 + 3] = true;
    }
    return planted;
  }
}
