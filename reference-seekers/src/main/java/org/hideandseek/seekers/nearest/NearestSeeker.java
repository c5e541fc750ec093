package org.hideandseek.seekers.nearest;

import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Seeker;

/**
 * A candidate's score is minus its {@link Cells distance} to the closest released patient.
 * GAN-Leaks in its black-box form (Chen et al., CCS 2020) ranks the same.
 *
 * <p>Time grows with the product of candidates and release, memory with their sum.
 */
public final class NearestSeeker implements Seeker {
  /** Candidates that share a pass over the release, so that both stay in the processor's cache. */
  private static final int BLOCK = 32;

  @Override
  public float[] score(Task task, Evidence evidence) {
    Scale scale = Scale.of(List.of(evidence.release(), evidence.candidates()));
    Cells[] released = Cells.ofEach(evidence.release(), scale);
    Cells[] candidates = Cells.ofEach(evidence.candidates(), scale);
    float[] closest = new float[candidates.length];
    Arrays.fill(closest, released.length == 0 ? Cells.UNRELATED : Float.POSITIVE_INFINITY);
    for (int start = 0; start < candidates.length; start += BLOCK) {
      int end = Math.min(candidates.length, start + BLOCK);
      for (Cells patient : released) {
        for (int i = start; i < end; i++) {
          closest[i] = candidates[i].distance(patient, closest[i]);
        }
      }
    }
    float[] scores = new float[closest.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = -closest[i];
    }
    return scores;
  }
}
