package org.hideandseek.seekers.nearest;

import java.util.List;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Seeker;
import org.hideandseek.seekers.distance.Neighbours;

/**
 * A candidate's score is minus its distance to the closest released patient. GAN-Leaks in its
 * black-box form (Chen et al., CCS 2020) ranks the same.
 */
public final class NearestSeeker implements Seeker {

  @Override
  public float[] score(Task task, Evidence evidence) {
    float[] scores =
        Neighbours.on(List.of(evidence.release(), evidence.candidates()))
            .closest(evidence.candidates(), evidence.release());
    for (int i = 0; i < scores.length; i++) {
      scores[i] = -scores[i];
    }
    return scores;
  }
}
