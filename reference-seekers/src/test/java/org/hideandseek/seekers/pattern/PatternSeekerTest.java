package org.hideandseek.seekers.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Crowd;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Liver;
import org.junit.jupiter.api.Test;

class PatternSeekerTest {
  private final SplittableRandom random = new SplittableRandom(51);

  @Test
  void timesGiveMembersAwayWhoseValuesWereAllDrawnAnew() {
    Liver liver = new Liver(5, 1000, 0, 10);

    double auc = liver.auc(new PatternSeeker(), liver.evidence(liver.valuesRedrawn()));

    assertThat(auc).isGreaterThan(0.95);
  }

  @Test
  void missingnessAloneGivesMembersAway() {
    Cohort members = Crowd.of(150, random);
    Cohort candidates = Crowd.interleaved(members, Crowd.of(150, random));
    List<Patient> hidden =
        members.patients().stream()
            .map(
                p ->
                    new Patient(
                        anyTimes(p.length()), anyValues(p.values()), anyValues(p.statics())))
            .toList();

    assertThat(auc(new Cohort(Crowd.SCHEMA, hidden), candidates)).isGreaterThan(0.95);
  }

  @Test
  void valuesAreNotLookedAt() {
    Cohort release = Crowd.of(50, random);
    Cohort candidates = Crowd.of(80, random);
    List<Patient> changed =
        release.patients().stream()
            .map(p -> new Patient(p.times(), anyValues(p.values()), anyValues(p.statics())))
            .toList();

    assertThat(score(new Cohort(Crowd.SCHEMA, changed), candidates))
        .containsExactly(score(release, candidates));
  }

  private float[] anyTimes(int steps) {
    float[] times = new float[steps];
    for (int step = 1; step < steps; step++) {
      times[step] = times[step - 1] + 10 * random.nextFloat();
    }
    return times;
  }

  /** Other values, of 1 at most, where there are any. */
  private float[] anyValues(float[] values) {
    float[] any = new float[values.length];
    for (int i = 0; i < any.length; i++) {
      any[i] = Float.isNaN(values[i]) ? Float.NaN : random.nextInt(2);
    }
    return any;
  }

  private static double auc(Cohort release, Cohort candidates) {
    return Crowd.auc(score(release, candidates));
  }

  private static float[] score(Cohort release, Cohort candidates) {
    return new PatternSeeker()
        .score(Task.seeker(1, candidates.size(), 60, 0), new Evidence(release, candidates));
  }
}
