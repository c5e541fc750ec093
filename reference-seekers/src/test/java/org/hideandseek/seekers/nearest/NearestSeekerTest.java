package org.hideandseek.seekers.nearest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Crowd;
import org.hideandseek.seekers.Evidence;
import org.junit.jupiter.api.Test;

class NearestSeekerTest {
  private final SplittableRandom random = new SplittableRandom(31);
  private final Cohort members = Crowd.of(200, random);
  private final Cohort others = Crowd.of(200, random);
  private final Cohort candidates = Crowd.interleaved(members, others);

  @Test
  void copiesAreAllFound() {
    assertThat(Crowd.auc(score(members))).isEqualTo(1);
  }

  @Test
  void aCopyIsAtDistanceZero() {
    assertThat(score(members)[0]).isZero();
  }

  @Test
  void copiesWithNoiseAreFound() {
    assertThat(Crowd.auc(score(noisy(0.1)))).isGreaterThan(0.99);
    assertThat(Crowd.auc(score(noisy(0.3)))).isGreaterThan(0.95);
  }

  @Test
  void copiesThatLoseMeasurementsAreFound() {
    Cohort thinned = changed(value -> random.nextInt(3) == 0 ? Float.NaN : value);

    assertThat(Crowd.auc(score(thinned))).isGreaterThan(0.95);
  }

  @Test
  void halfOfTheMembersGivenAwayIsThreeQuarters() {
    Cohort half = members.select(IntStream.range(0, 100).toArray());

    assertThat(Crowd.auc(score(half))).isCloseTo(0.75, within(0.04));
  }

  @Test
  void strangersGiveNobodyAway() {
    assertThat(Crowd.auc(score(Crowd.of(200, random)))).isCloseTo(0.5, within(0.09));
  }

  @Test
  void theUnitOfAFeatureDoesNotMatter() {
    Cohort release = noisy(0.1);

    float[] plain = score(release);
    float[] scaled =
        new NearestSeeker()
            .score(
                task(),
                new Evidence(
                    feature(release, 1, value -> 50 * value + 3),
                    feature(candidates, 1, value -> 50 * value + 3)));

    for (int i = 0; i < plain.length; i++) {
      assertThat(scaled[i]).isCloseTo(plain[i], within(1e-3f));
    }
  }

  @Test
  void scoresAreFiniteWhereNothingCanBeCompared() {
    float[] empty = new float[3];
    Arrays.fill(empty, Float.NaN);
    Cohort nobody = new Cohort(Crowd.SCHEMA, List.of());
    Cohort blank = one(new float[] {0}, empty, Float.NaN, Float.NaN);

    for (Cohort release : List.of(nobody, blank, members)) {
      float[] scores = new NearestSeeker().score(task(), new Evidence(release, blank));
      assertThat(scores).hasSize(1);
      assertThat(scores[0]).isFinite().isLessThanOrEqualTo(0);
    }
    for (float score : score(blank)) {
      assertThat(score).isFinite();
    }
  }

  @Test
  void identicalPatientsEverywhereAreAllTheSame() {
    Cohort crowd = members.select(new int[50]);

    float[] scores = new NearestSeeker().score(task(), new Evidence(crowd, crowd));

    for (float score : scores) {
      assertThat(score).isZero();
    }
  }

  private float[] score(Cohort release) {
    return new NearestSeeker().score(task(), new Evidence(release, candidates));
  }

  private static Task task() {
    return Task.seeker(1, 400, 60, 0);
  }

  private static Cohort one(float[] times, float[] values, float age, float ward) {
    return new Cohort(Crowd.SCHEMA, List.of(new Patient(times, values, new float[] {age, ward})));
  }

  private Cohort noisy(double strength) {
    Cohort pressure = feature(members, 0, v -> v + (float) (14 * strength * random.nextGaussian()));
    return feature(pressure, 1, v -> v + (float) (1.4 * strength * random.nextGaussian()));
  }

  private Cohort changed(UnaryOperator<Float> to) {
    return feature(feature(feature(members, 0, to), 1, to), 2, to);
  }

  private static Cohort feature(Cohort cohort, int feature, UnaryOperator<Float> to) {
    List<Patient> patients = new ArrayList<>();
    for (Patient patient : cohort.patients()) {
      float[] values = patient.values().clone();
      for (int cell = feature; cell < values.length; cell += patient.featureCount()) {
        values[cell] = to.apply(values[cell]);
      }
      patients.add(new Patient(patient.times(), values, patient.statics()));
    }
    return new Cohort(cohort.schema(), patients);
  }
}
