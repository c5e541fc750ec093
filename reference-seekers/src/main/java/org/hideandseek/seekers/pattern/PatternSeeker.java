package org.hideandseek.seekers.pattern;

import java.util.List;
import java.util.stream.IntStream;
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
 * against that to the closest of as many other candidates, as the share that the latter has in the
 * sum of both. A candidate's score is its highest over times, missingness, and both together: a
 * hider may keep the one and draw the other anew.
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
    // As many others as were released: who is one of them is the closest to himself.
    int others = Math.min(release.size(), candidates.size());
    float[][] toOthers =
        neighbours.nearest(candidates, candidates.select(IntStream.range(0, others).toArray()), 2);
    float[] shares = new float[toRelease.length];
    for (int i = 0; i < shares.length; i++) {
      int closest = i < others ? 1 : 0;
      float toOther = closest < toOthers[i].length ? toOthers[i][closest] : Cells.UNRELATED;
      float sum = toRelease[i] + toOther;
      shares[i] = sum == 0 ? 0.5f : toOther / sum;
    }
    return shares;
  }
}
