package org.hideandseek.seekers.calibrated;

import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Seeker;
import org.hideandseek.seekers.distance.Neighbours;

/** Holds every candidate's distance to the release against its distance to the reference. */
public final class CalibratedSeeker implements Seeker {
  private final Calibration calibration;

  public CalibratedSeeker(Calibration calibration) {
    this.calibration = calibration;
  }

  @Override
  public float[] score(Task task, Evidence evidence) {
    Cohort candidates = evidence.candidates();
    Cohort reference = evidence.neededReference();
    Neighbours neighbours = Neighbours.on(List.of(evidence.release(), candidates, reference));
    float[] toRelease = neighbours.closest(candidates, evidence.release());
    float[] toReference = neighbours.closest(candidates, reference);
    float[] scores = new float[toRelease.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) calibration.score(toRelease[i], toReference[i]);
    }
    return scores;
  }
}
