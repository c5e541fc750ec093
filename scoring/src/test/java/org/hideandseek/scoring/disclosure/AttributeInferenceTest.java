package org.hideandseek.scoring.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.junit.jupiter.api.Test;

class AttributeInferenceTest {
  private static final float NONE = Float.NaN;
  private static final Schema SCHEMA =
      new Schema(
          "days",
          4,
          100,
          List.of(
              Variable.numeric("pulse", "1/min", 0, 300),
              Variable.categorical("rhythm", List.of("sinus", "paced", "other"))),
          List.of(Variable.numeric("age", "years", 0, 120), Variable.binary("died").asOutcome()));
  private static final Cohort LIVER = Bundle.find("mayo-liver").patients().load();

  @Test
  void aCopyGivesEveryAttributeOfItsMembersAway() {
    Cohort members = liver(1, 0, 400);
    AttributeReport report = audit(members, members, liver(1, 400, 800));

    assertThat(report.gaps()).hasSizeGreaterThan(5);
    assertThat(report.gaps())
        .allSatisfy(
            gap -> {
              assertThat(gap.clear()).as("%s", gap).isTrue();
              assertThat(gap.interval().low()).isPositive();
              assertThat(gap.gap())
                  .isCloseTo(gap.onMembers() - gap.onHoldout(), within(1e-12))
                  .isBetween(gap.interval().low(), gap.interval().high());
            });
  }

  @Test
  void aReleaseOfOtherPeopleGivesNothingAway() {
    int covered = 0;
    int asked = 0;
    int alarms = 0;
    for (int seed = 0; seed < 100; seed++) {
      AttributeReport report =
          audit(liver(seed, 0, 150), liver(seed, 150, 300), liver(seed, 300, 420));
      asked += report.gaps().size();
      covered += (int) report.gaps().stream().filter(gap -> gap.interval().contains(0)).count();
      alarms += report.gaps().stream().anyMatch(AttributeGap::clear) ? 1 : 0;
    }
    assertThat((double) covered / asked).as("seeds 0 to 99").isBetween(0.93, 0.99);
    assertThat(alarms).as("seeds 0 to 99").isLessThanOrEqualTo(5);
  }

  @Test
  void onlyTheHiddenAttributeIsNotLookedAt() {
    // Both of the release are alike in all but the attribute and one more.
    Cohort release =
        cohort(
            patient(60, 0, new float[] {0, 1}, new float[] {80, 0, 90, 0}),
            patient(20, 0, new float[] {0, 1}, new float[] {80, 0, 10, 0}));
    Cohort target = cohort(patient(21, 0, new float[] {0, 1}, new float[] {80, 0, 89, 0}));
    KnownCells[] released = KnownCells.ofEach(release, scale(release, target));
    int[] nearest =
        new LeaveOneOut(released, scale(release, target))
            .nearest(KnownCells.ofEach(target, scale(release, target)))[0];

    assertThat(nearest[0]).as("age, by the pulse").isZero();
    assertThat(nearest[2]).as("pulse, by the age").isEqualTo(1);
  }

  @Test
  void aFeatureIsReadOffAtTheClosestTime() {
    Attribute pulse = Attribute.of(SCHEMA).get(2);
    Patient target =
        patient(50, 0, new float[] {0, 5, 9}, new float[] {80, NONE, 70, NONE, NONE, NONE});
    Patient source =
        patient(
            50, 0, new float[] {0, 4, 4, 7}, new float[] {81, NONE, NONE, NONE, 74, NONE, 0, NONE});

    assertThat(new Guess(pulse, 2).success(target, source))
        .isCloseTo(-(0.5 + 2) / 2, within(1e-12));
    assertThat(new Guess(pulse, 0.1).success(target, source)).as("3 at most").isEqualTo(-3);
    assertThat(new Guess(Attribute.of(SCHEMA).get(3), 1).success(target, source)).isNaN();
  }

  @Test
  void aCopyOfStepsAtOneTimeIsReadOffStepByStep() {
    Attribute pulse = Attribute.of(SCHEMA).get(2);
    Patient twice = patient(50, 0, new float[] {0, 0}, new float[] {80, NONE, 120, NONE});
    assertThat(new Guess(pulse, 1).success(twice, twice)).isZero();
  }

  @Test
  void patientsOfOnePersonAreNoIndependentEvidence() {
    double[] once = {-1, -0.5, 0, -0.2, -0.9, -0.1};
    double[] twice = new double[12];
    Arrays.setAll(twice, i -> once[i / 2]);
    int[] person = new int[12];
    Arrays.setAll(person, i -> i / 2);

    MeanSuccess alone = MeanSuccess.of(once, People.each(6), 0, 3);
    MeanSuccess repeated = MeanSuccess.of(twice, People.of(person), 0, 3);
    MeanSuccess believed = MeanSuccess.of(twice, People.each(12), 0, 3);
    assertThat(repeated.mean()).isCloseTo(alone.mean(), within(1e-12));
    assertThat(repeated.persons()).isEqualTo(6);
    assertThat(repeated.variance()).isGreaterThan(1.3 * believed.variance());
  }

  @Test
  void wherePatientsAgreeTheIntervalIsNotAPoint() {
    Cohort same = repeated(patient(60, 1, new float[] {0, 1}, new float[] {80, 0, 90, 0}), 10);
    Cohort real =
        cohort(
            patient(60, 1, new float[] {0, 1}, new float[] {80, 0, 90, 0}),
            patient(61, 0, new float[] {0, 1}, new float[] {80, 0, 90, 0}));
    AttributeReport report = audit(same, real, real);

    assertThat(report.gaps()).extracting(gap -> gap.attribute().name()).contains("age", "died");
    assertThat(report.gaps())
        .allSatisfy(
            gap -> {
              assertThat(gap.gap()).isZero();
              assertThat(gap.interval().low()).isNegative();
              assertThat(gap.clear()).isFalse();
            });
  }

  @Test
  void whatNothingCanBeSaidOfIsLeftOutWithTheReason() {
    Patient known = patient(60, 1, new float[] {0, 1}, new float[] {80, 0, 90, 1});
    Patient other = patient(70, 0, new float[] {0}, new float[] {85, 2});
    Patient empty = patient(NONE, NONE, new float[] {0}, new float[] {NONE, NONE});
    Cohort two = cohort(known, other);

    assertThat(audit(cohort(empty), two, two).leftOut())
        .hasSize(4)
        .allMatch(left -> left.reason().contains("nobody in the release"));
    assertThat(audit(two, cohort(empty), cohort(empty)).leftOut())
        .hasSize(4)
        .allMatch(left -> left.reason().contains("the same in all real patients"));
    assertThat(audit(two, cohort(known), two).leftOut())
        .hasSize(4)
        .allMatch(left -> left.reason().contains("fewer than two people"));
    assertThat(audit(two, repeated(known, 3), repeated(known, 3)).leftOut())
        .extracting(left -> left.attribute().name())
        .contains("age", "died");
  }

  @Test
  void whatCanNotBeComparedIsRefused() {
    Cohort one = cohort(patient(60, 1, new float[] {0}, new float[] {80, 0}));
    assertThatThrownBy(() -> audit(cohort(), one, one))
        .hasMessageContaining("no patients in the release");
    assertThatThrownBy(() -> audit(one, one, cohort()))
        .hasMessageContaining("no patients in the holdout");
    assertThatThrownBy(() -> audit(one, liver(1, 0, 2), one))
        .hasMessageContaining("the schema of the members is not");
    assertThatThrownBy(() -> new Targets(one, People.each(2))).hasMessageContaining("2 patients");
  }

  private static AttributeReport audit(Cohort release, Cohort members, Cohort holdout) {
    return AttributeInference.audit(release, Targets.of(members), Targets.of(holdout));
  }

  private static Scale scale(Cohort release, Cohort target) {
    return Scale.of(List.of(release, target));
  }

  /** Positions of a random order of the people of the study. */
  private static Cohort liver(int seed, int from, int to) {
    int[] order = SecretSeed.guessable(seed).permutation(LIVER.size());
    return LIVER.select(Arrays.copyOfRange(order, from, to));
  }

  private static Patient patient(float age, float died, float[] times, float[] values) {
    return new Patient(times, values, new float[] {age, died});
  }

  private static Cohort cohort(Patient... patients) {
    return new Cohort(SCHEMA, List.of(patients));
  }

  private static Cohort repeated(Patient patient, int n) {
    List<Patient> patients = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      patients.add(patient);
    }
    return new Cohort(SCHEMA, patients);
  }
}
