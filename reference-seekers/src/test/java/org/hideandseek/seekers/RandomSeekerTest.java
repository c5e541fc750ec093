package org.hideandseek.seekers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.junit.jupiter.api.Test;

class RandomSeekerTest {
  private final Cohort members = Crowd.of(300, new SplittableRandom(1));
  private final Cohort others = Crowd.of(300, new SplittableRandom(2));
  private final Evidence evidence = new Evidence(members, Crowd.interleaved(members, others));

  @Test
  void chanceIsWorthNothingEvenAgainstCopies() {
    double sum = 0;
    for (int seed = 0; seed < 20; seed++) {
      sum += Crowd.auc(score(seed));
    }

    assertThat(sum / 20).isCloseTo(0.5, within(0.02));
  }

  @Test
  void theSeedDecidesTheScores() {
    assertThat(score(4)).isEqualTo(score(4)).isNotEqualTo(score(5));
  }

  private float[] score(int seed) {
    return new RandomSeeker().score(Task.seeker(seed, 600, 60, 0), evidence);
  }
}
