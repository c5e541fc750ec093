package org.hideandseek.seekers.hybrid;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Seeker;

/**
 * What won the Hide-and-Seek challenge of 2020 (Mikan): where the release could be one patient for
 * one member, because no length occurs in it more often than among the candidates, released
 * patients are matched one to one with candidates of their length; else every candidate's steps are
 * looked for among all released steps, whoever they belong to. The latter finds hiders that shuffle
 * steps between patients. Both look at values alone, not at times.
 */
public final class HybridSeeker implements Seeker {

  @Override
  public float[] score(Task task, Evidence evidence) {
    Cohort release = evidence.release();
    Cohort candidates = evidence.candidates();
    return lengthsAllow(release, candidates)
        ? OneToOne.score(release, candidates)
        : PooledSteps.score(release, candidates, task.seed());
  }

  private static boolean lengthsAllow(Cohort release, Cohort candidates) {
    Map<Integer, Integer> left = new HashMap<>();
    for (Patient candidate : candidates.patients()) {
      left.merge(candidate.length(), 1, Integer::sum);
    }
    for (Patient released : release.patients()) {
      if (left.merge(released.length(), -1, Integer::sum) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The same patients, at times that tell nothing. */
  static Cohort timeless(Cohort cohort) {
    List<Patient> patients =
        cohort.patients().stream()
            .map(p -> new Patient(new float[p.length()], p.values(), p.statics()))
            .toList();
    return new Cohort(cohort.schema(), patients);
  }

  /** Scores from costs: higher for the cheaper. */
  static float[] negated(double[] costs) {
    float[] scores = new float[costs.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) -costs[i];
    }
    return scores;
  }
}
