package org.hideandseek.seekers.hybrid;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.seekers.distance.Cells;
import org.hideandseek.seekers.distance.Scale;

/**
 * Matches every released patient with a candidate of its length that no other has, the surest
 * first. A candidate scores minus the distance of its match; one that is left over stands below all
 * that are matched, by its distance to the closest released patient of its length.
 */
final class OneToOne {
  private final Cells[] released;
  private final Cells[] candidates;
  private final int[] releasedLengths;
  private final int[] candidateLengths;

  private OneToOne(Cohort release, Cohort candidates) {
    Cohort bareRelease = HybridSeeker.timeless(release);
    Cohort bareCandidates = HybridSeeker.timeless(candidates);
    Scale scale = Scale.of(List.of(bareRelease, bareCandidates));
    this.released = Cells.ofEach(bareRelease, scale);
    this.candidates = Cells.ofEach(bareCandidates, scale);
    this.releasedLengths = lengths(release);
    this.candidateLengths = lengths(candidates);
  }

  /** [candidates] */
  static float[] score(Cohort release, Cohort candidates) {
    return new OneToOne(release, candidates).score();
  }

  private static int[] lengths(Cohort cohort) {
    return cohort.patients().stream().mapToInt(p -> p.length()).toArray();
  }

  private float[] score() {
    double[] costs = new double[candidates.length];
    Arrays.fill(costs, Cells.UNRELATED);
    double[] surest = new double[released.length];
    Arrays.fill(surest, Cells.UNRELATED);
    for (int r = 0; r < released.length; r++) {
      for (int c = 0; c < candidates.length; c++) {
        if (candidateLengths[c] == releasedLengths[r]) {
          double distance = released[r].distance(candidates[c], Float.POSITIVE_INFINITY);
          costs[c] = Math.min(costs[c], distance);
          surest[r] = Math.min(surest[r], distance);
        }
      }
    }
    boolean[] matched = new boolean[candidates.length];
    double dearest = 0;
    for (int r : ascending(surest)) {
      int best = -1;
      float closest = Float.POSITIVE_INFINITY;
      for (int c = 0; c < candidates.length; c++) {
        if (!matched[c] && candidateLengths[c] == releasedLengths[r]) {
          float distance = released[r].distance(candidates[c], closest);
          if (distance < closest) {
            closest = distance;
            best = c;
          }
        }
      }
      matched[best] = true;
      costs[best] = closest;
      dearest = Math.max(dearest, closest);
    }
    for (int c = 0; c < costs.length; c++) {
      costs[c] += matched[c] ? 0 : dearest;
    }
    return HybridSeeker.negated(costs);
  }

  private static int[] ascending(double[] keys) {
    return IntStream.range(0, keys.length)
        .boxed()
        .sorted(Comparator.comparing(i -> keys[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
