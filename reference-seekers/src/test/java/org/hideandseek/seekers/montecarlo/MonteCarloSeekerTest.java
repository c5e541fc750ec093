package org.hideandseek.seekers.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Crowd;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.HandFixture;
import org.hideandseek.seekers.distance.Cells;
import org.hideandseek.seekers.distance.Scale;
import org.junit.jupiter.api.Test;

class MonteCarloSeekerTest {
  private final SplittableRandom random = new SplittableRandom(41);

  @Test
  void theRadiusIsTheMedianOfTheClosestDistances() {
    double[] squared =
        HandFixture.squaredDistances(HandFixture.candidates(), HandFixture.release());
    float[] closest = new float[squared.length];
    for (int i = 0; i < closest.length; i++) {
      closest[i] = (float) squared[i];
    }

    assertThat(MonteCarloSeeker.radius(closest)).isCloseTo(.29f, within(1e-6f));
    assertThat(MonteCarloSeeker.radius(new float[] {3, 1, 2})).isEqualTo(2);
  }

  @Test
  void inThePlaneAQuarterOfTheReleaseIsNearEveryMember() {
    // Both axes have about the same spread here, so their scales change no neighbour.
    float[] scores =
        new MonteCarloSeeker()
            .score(
                Task.seeker(1, 8, 60, 0),
                new Evidence(
                    HandFixture.cohort(HandFixture.release()),
                    HandFixture.cohort(HandFixture.candidates())));

    assertThat(scores).containsExactly(.25f, .25f, .25f, .25f, 0, 0, 0, 0);
  }

  @Test
  void scoresAreTheSharesOfAPlainCount() {
    Cohort release = Crowd.of(70, random);
    Cohort candidates = Crowd.of(91, random);
    Scale scale = Scale.of(List.of(release, candidates));
    Cells[] released = Cells.ofEach(release, scale);
    double[][] distances =
        Arrays.stream(Cells.ofEach(candidates, scale))
            .map(
                c ->
                    Arrays.stream(released)
                        .mapToDouble(r -> c.distance(r, Float.POSITIVE_INFINITY))
                        .toArray())
            .toArray(double[][]::new);
    double radius =
        Arrays.stream(distances)
            .mapToDouble(row -> Arrays.stream(row).min().orElseThrow())
            .sorted()
            .toArray()[45];

    float[] scores =
        new MonteCarloSeeker().score(Task.seeker(1, 91, 60, 0), new Evidence(release, candidates));

    for (int i = 0; i < scores.length; i++) {
      double share = Arrays.stream(distances[i]).filter(d -> d < radius).count() / 70.0;
      assertThat((double) scores[i]).isCloseTo(share, within(1e-6));
    }
  }

  @Test
  void whereHalfOfTheCandidatesWereCopiedTheCopiesAreCounted() {
    Cohort members = Crowd.of(100, random);
    Cohort candidates = Crowd.interleaved(members, Crowd.of(100, random));

    float[] scores =
        new MonteCarloSeeker()
            .score(Task.seeker(1, 199, 60, 0), new Evidence(members, without(candidates, 199)));

    assertThat(Arrays.copyOf(scores, 4)).containsExactly(.01f, 0, .01f, 0);
  }

  private static Cohort without(Cohort cohort, int last) {
    int[] kept = new int[last];
    Arrays.setAll(kept, i -> i);
    return cohort.select(kept);
  }
}
