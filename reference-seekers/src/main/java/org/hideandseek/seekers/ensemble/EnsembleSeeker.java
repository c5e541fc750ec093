package org.hideandseek.seekers.ensemble;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Seeker;
import org.hideandseek.seekers.battery.Battery;
import org.hideandseek.seekers.battery.Lessons;
import org.hideandseek.seekers.battery.LogisticRegression;
import org.hideandseek.seekers.battery.NormalScores;

/**
 * The {@link NormalScores} of the battery's attacks together. Without shadows they are added up;
 * with shadows a logistic regression, which learns to tell the shadows' members from their
 * non-members, gives every attack the weight that it has earned on this hider. None weighs less
 * than 0: a hider that behaves otherwise on its shadows can silence an attack, but not turn it
 * round.
 */
public final class EnsembleSeeker implements Seeker {
  private final Battery battery;

  public EnsembleSeeker(Battery battery) {
    this.battery = battery;
  }

  @Override
  public float[] score(Task task, Evidence evidence) {
    double[][] attacks = NormalScores.ofEach(battery.scores(task, evidence));
    ToDoubleFunction<double[]> together =
        evidence.shadows().isEmpty() ? said -> Arrays.stream(said).sum() : weighted(task, evidence);
    float[] scores = new float[evidence.candidates().size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) together.applyAsDouble(Lessons.column(attacks, i));
    }
    return scores;
  }

  private ToDoubleFunction<double[]> weighted(Task task, Evidence evidence) {
    Lessons lessons = Lessons.of(battery, task, evidence);
    double[][][] features =
        Arrays.stream(lessons.scores()).map(NormalScores::ofEach).toArray(double[][][]::new);
    return lessons.learn(features, LogisticRegression::fitNonNegative)::logit;
  }
}
