package org.hideandseek.seekers.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Crowd;
import org.hideandseek.seekers.Evidence;
import org.junit.jupiter.api.Test;

class HybridSeekerTest {
  private final SplittableRandom random = new SplittableRandom(61);
  private final Cohort members = Crowd.of(120, random);
  private final Cohort candidates = Crowd.interleaved(members, Crowd.of(120, random));

  @Test
  void whereLengthsAllowEveryReleasedPatientTakesOneCandidate() {
    float[] scores = score(members);

    assertThat(Crowd.auc(scores)).isEqualTo(1);
    assertThat(scores[0]).isZero();
  }

  @Test
  void aCandidateThatIsLeftOverStandsBelowAllThatAreMatched() {
    Cohort one = members.select(new int[] {3});
    Cohort twins = new Cohort(Crowd.SCHEMA, List.of(one.patient(0), one.patient(0)));

    float[] scores = score(one, twins);

    assertThat(scores[0]).isZero();
    assertThat(scores[1]).isZero();
    assertThat(score(one, candidates)[6]).isZero();
    assertThat(score(one, candidates)[7]).isNegative();
  }

  @Test
  void stepsThatWereShuffledBetweenPatientsAreFound() {
    List<float[]> steps = new ArrayList<>();
    for (Patient member : members.patients()) {
      for (int step = 0; step < member.length(); step++) {
        float[] values = new float[3];
        for (int f = 0; f < 3; f++) {
          values[f] = member.value(step, f);
        }
        steps.add(values);
      }
    }
    Collections.shuffle(steps, new Random(1));
    // Of one length that so many candidates do not have, so that nobody can be matched one to one.
    List<Patient> shuffled = new ArrayList<>();
    for (int start = 0; start + 10 <= steps.size(); start += 10) {
      float[] values = new float[30];
      for (int step = 0; step < 10; step++) {
        System.arraycopy(steps.get(start + step), 0, values, 3 * step, 3);
      }
      shuffled.add(new Patient(new float[10], values, members.patient(0).statics()));
    }

    assertThat(Crowd.auc(score(new Cohort(Crowd.SCHEMA, shuffled)))).isGreaterThan(0.95);
  }

  private float[] score(Cohort release) {
    return score(release, candidates);
  }

  private static float[] score(Cohort release, Cohort candidates) {
    return new HybridSeeker()
        .score(Task.seeker(1, candidates.size(), 60, 0), new Evidence(release, candidates));
  }
}
