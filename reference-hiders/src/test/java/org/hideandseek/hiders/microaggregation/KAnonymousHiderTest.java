package org.hideandseek.hiders.microaggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.HidingException;
import org.hideandseek.hiders.SimulatedCohorts;
import org.junit.jupiter.api.Test;

final class KAnonymousHiderTest {
  private static final float NONE = Float.NaN;

  private static final Schema SCHEMA =
      new Schema(
          "days",
          5,
          100,
          List.of(Variable.numeric("pulse", "1/min", 0, 300), Variable.binary("smoke")),
          List.of(Variable.numeric("age", "years", 0, 120)));

  private static Patient patient(float[] times, float[] values, float age) {
    return new Patient(times, values, new float[] {age});
  }

  @Test
  void aGroupIsReleasedAsItsAverage() {
    List<Patient> group =
        List.of(
            patient(new float[] {0, 2, 4}, new float[] {60, 1, 80, NONE, 90, 1}, 40),
            patient(new float[] {0, 4}, new float[] {70, 1, 100, NONE}, 50),
            patient(new float[] {0, 3, 7, 8}, new float[] {80, 0, NONE, NONE, 70, 1, 1, 1}, NONE));

    Patient average = Average.of(SCHEMA, group, new SplittableRandom(1));

    assertThat(average.times()).containsExactly(0, 3, 6);
    assertThat(average.values()).containsExactly(70, 1, 90, NONE, 80, 1);
    assertThat(average.statics()).containsExactly(45);
  }

  @Test
  void aStepOfMembersThatHaveItMeasuredIsNotEmpty() {
    List<Patient> group =
        List.of(
            patient(new float[1], new float[] {60, NONE}, 40),
            patient(new float[1], new float[] {NONE, 1}, 40),
            patient(new float[1], new float[] {NONE, NONE}, 40));

    Patient average = Average.of(SCHEMA, group, new SplittableRandom(1));

    assertThat(average.values()).containsExactly(60, NONE);
  }

  @Test
  void everyGroupHasAtLeastKMembersAndEveryMemberOneGroup() {
    Likeness likeness = new Likeness(SimulatedCohorts.simulated(53, 2));

    List<int[]> groups = Groups.of(likeness, 5, new SplittableRandom(3));

    assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeBetween(5, 9));
    assertThat(groups.stream().flatMapToInt(Arrays::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 53).boxed().toList());
  }

  @Test
  void thoseWhoAreAlikeComeTogether() {
    Cohort cohort = SimulatedCohorts.simulated(20, 4);
    int[] twice = IntStream.range(0, 40).map(i -> i / 2).toArray();

    List<int[]> groups = Groups.of(new Likeness(cohort.select(twice)), 2, new SplittableRandom(5));

    assertThat(groups)
        .hasSize(20)
        .allSatisfy(group -> assertThat(group[0] / 2).isEqualTo(group[1] / 2));
  }

  @Test
  void patientsAreAsFarApartAsTheirScoresOrAsStrangers() {
    Cohort cohort =
        new Cohort(
            SCHEMA,
            List.of(
                patient(new float[1], new float[] {60, 1}, NONE),
                patient(new float[1], new float[] {60, 0}, NONE),
                patient(new float[1], new float[] {60, NONE}, NONE)));
    Likeness likeness = new Likeness(cohort);

    assertThat(likeness.distance(0, 0)).isZero();
    assertThat(likeness.distance(0, 1)).isCloseTo(2 / 3f, within(1e-6f));
    assertThat(likeness.distance(2, 0)).isCloseTo(2 / 3f, within(1e-6f));
  }

  @Test
  void everyReleasedPatientStandsForAtLeastKMembers() {
    Cohort members = SimulatedCohorts.simulated(52, 6);

    Cohort release = new KAnonymousHider(5).release(Task.hider(1, 52, 60, 0), members);

    Map<Patient, Long> times =
        release.patients().stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(times.values()).allMatch(count -> count >= 5);
  }

  @Test
  void fewerMembersThanKAreRefused() {
    assertThatThrownBy(
            () ->
                new KAnonymousHider(5)
                    .release(Task.hider(1, 4, 60, 0), SimulatedCohorts.simulated(4, 7)))
        .isInstanceOf(HidingException.class)
        .hasMessageContaining("at least 5 members, but there are 4");
  }
}
