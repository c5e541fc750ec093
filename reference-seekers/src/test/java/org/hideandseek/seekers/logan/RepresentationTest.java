package org.hideandseek.seekers.logan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.seekers.Crowd;
import org.junit.jupiter.api.Test;

class RepresentationTest {
  private static final int SPREAD = 7;
  private static final int PRESSURE = 2 * SPREAD;

  @Test
  void aPatientIsTheSameInBothClasses() {
    Cohort some = Crowd.of(40, new SplittableRandom(1));
    Cohort others = some.select(new int[] {3, 5});
    Representation common = Representation.of(List.of(some, others), 4000);

    Example here = common.examples(some)[5];
    Example there = common.examples(others)[1];

    assertThat(here.steps()).isEqualTo(there.steps());
    assertThat(here.statics()).isEqualTo(there.statics());
  }

  @Test
  void numbersAreStandardisedOverBothCohortsTogether() {
    Cohort low = pressures(90, 110);
    Cohort high = pressures(190, 210);
    Representation common = Representation.of(List.of(low, high), 4000);
    double deviation = Math.sqrt(50 * 50 + 10 * 10);

    assertThat((double) common.examples(low)[0].steps()[PRESSURE])
        .isCloseTo(-60 / deviation, within(1e-6));
    assertThat((double) common.examples(high)[1].steps()[PRESSURE])
        .isCloseTo(60 / deviation, within(1e-6));
  }

  @Test
  void whatIsMissingIsZeroAndSoIsItsMask() {
    float nothing = Float.NaN;
    Cohort one =
        cohort(
            new Patient(new float[1], new float[] {nothing, nothing, 1}, new float[] {nothing, 2}));
    Example example = Representation.of(List.of(one), 4000).examples(one)[0];

    float[] step = new float[2 * SPREAD + 2 * (SPREAD + 1) + 2];
    step[step.length - 1] = 1;
    assertThat(example.steps()).containsExactly(step);
    assertThat(example.statics()).endsWith(0, 0, 1, 1).hasSize(SPREAD + (SPREAD + 1) + 4);
  }

  @Test
  void stepsThatDoNotFitAreLeftOut() {
    Cohort some = Crowd.of(40, new SplittableRandom(1));
    int width = Representation.of(List.of(some), 4000).stepWidth();
    Representation two = Representation.of(List.of(some), 2 * width + 1);

    assertThat(two.examples(some))
        .allSatisfy(example -> assertThat(example.steps()).hasSize(example.length() * width))
        .extracting(Example::length)
        .contains(1, 2)
        .allMatch(length -> length <= 2);
    assertThat(Representation.of(List.of(some), 1).longest()).isEqualTo(1);
  }

  private static Cohort pressures(float... pressures) {
    Patient[] patients = new Patient[pressures.length];
    for (int i = 0; i < patients.length; i++) {
      patients[i] =
          new Patient(new float[1], new float[] {pressures[i], 0, 0}, new float[] {60, 0});
    }
    return cohort(patients);
  }

  private static Cohort cohort(Patient... patients) {
    return new Cohort(Crowd.SCHEMA, List.of(patients));
  }
}
