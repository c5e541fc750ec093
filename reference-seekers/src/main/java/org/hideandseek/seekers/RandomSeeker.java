package org.hideandseek.seekers;

import java.util.SplittableRandom;
import org.hideandseek.challenges.contract.Task;

/** Scores by chance, without a look at anything: what every seeker has to beat. */
final class RandomSeeker implements Seeker {

  @Override
  public float[] score(Task task, Evidence evidence) {
    SplittableRandom random = new SplittableRandom(task.seed());
    float[] scores = new float[evidence.candidates().size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextFloat();
    }
    return scores;
  }
}
