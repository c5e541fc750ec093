package org.hideandseek.seekers.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Crowd;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Liver;
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
    Liver liver = new Liver(6, 600, 0, 10);

    double auc = liver.auc(new HybridSeeker(), liver.evidence(liver.stepsShuffled()));

    // Many of these steps have one value alone, which others have too.
    assertThat(auc).isGreaterThan(0.62);
  }

  private float[] score(Cohort release) {
    return score(release, candidates);
  }

  private static float[] score(Cohort release, Cohort candidates) {
    return new HybridSeeker()
        .score(Task.seeker(1, candidates.size(), 60, 0), new Evidence(release, candidates));
  }
}
