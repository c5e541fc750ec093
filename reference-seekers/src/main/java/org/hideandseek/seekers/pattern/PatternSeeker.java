package org.hideandseek.seekers.pattern;

import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Seeker;
import org.hideandseek.seekers.distance.Cells;
import org.hideandseek.seekers.distance.Neighbours;

/**
 * Looks at nothing but lengths, time stamps and what is missing. In the Hide-and-Seek challenge of
 * 2020 time stamps alone told more than all values.
 *
 * <p>Common patterns are in every release, so the distance to the closest released pattern is held
 * against that to the closest other candidate's, as the share that the latter has in the sum of
 * both. A candidate's score is its highest over times, missingness, and both together: a hider may
 * keep the one and draw the other anew.
 */
public final class PatternSeeker implements Seeker {

  @Override
  public float[] score(Task task, Evidence evidence) {
    float[] scores = new float[evidence.candidates().size()];
    for (Pattern pattern : Pattern.values()) {
      float[] shares = shares(pattern.of(evidence.release()), pattern.of(evidence.candidates()));
      for (int i = 0; i < scores.length; i++) {
        scores[i] = Math.max(scores[i], shares[i]);
      }
    }
    return scores;
  }

  private static float[] shares(Cohort release, Cohort candidates) {
    Neighbours neighbours = Neighbours.on(List.of(release, candidates));
    float[] toRelease = neighbours.closest(candidates, release);
    float[][] toCandidates = neighbours.nearest(candidates, candidates, 2);
    float[] shares = new float[toRelease.length];
    for (int i = 0; i < shares.length; i++) {
      // The closest of all candidates is the candidate itself.
      float toOther = toCandidates[i].length < 2 ? Cells.UNRELATED : toCandidates[i][1];
      float sum = toRelease[i] + toOther;
      shares[i] = sum == 0 ? 0.5f : toOther / sum;
    }
    return shares;
  }
}
