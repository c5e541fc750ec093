package org.hideandseek.seekers.montecarlo;

import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Seeker;
import org.hideandseek.seekers.distance.Neighbours;

/**
 * A candidate's score is the share of the release that is closer to it than a radius: the median
 * over candidates of the distance to the closest released patient (Hilprecht et al., PoPETs 2019).
 * So about half of the candidates score 0.
 */
public final class MonteCarloSeeker implements Seeker {

  @Override
  public float[] score(Task task, Evidence evidence) {
    Neighbours neighbours = Neighbours.on(List.of(evidence.release(), evidence.candidates()));
    float radius = radius(neighbours.closest(evidence.candidates(), evidence.release()));
    int[] within = neighbours.within(evidence.candidates(), evidence.release(), radius);
    float[] shares = new float[within.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = within[i] / (float) Math.max(1, evidence.release().size());
    }
    return shares;
  }

  /**
   * The median: of an even number the mean of the two in the middle. Where half of the candidates
   * were copied it is 0, and nobody is closer than that: then copies alone are counted.
   */
  static float radius(float[] closest) {
    float[] sorted = closest.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    float median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return Math.max(median, Float.MIN_VALUE);
  }
}
