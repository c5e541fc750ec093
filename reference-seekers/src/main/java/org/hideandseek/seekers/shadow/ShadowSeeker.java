package org.hideandseek.seekers.shadow;

import java.util.List;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Seeker;
import org.hideandseek.seekers.Shadow;
import org.hideandseek.seekers.battery.Battery;
import org.hideandseek.seekers.battery.KnownPeople.Side;
import org.hideandseek.seekers.battery.Lessons;
import org.hideandseek.seekers.battery.LogisticRegression;
import org.hideandseek.seekers.battery.NormalScores;

/**
 * Asks the battery's attacks about shadows first. No candidate was in a shadow's members, so what
 * an attack says of a candidate there is what it says of this person as a non-member; only what
 * goes beyond that counts. How far it goes for members, the shadows' own members tell.
 *
 * <p>Two answers are added up, as normal scores: the likelihood ratio of every attack's surplus
 * (LiRA of Carlini et al., S&amp;P 2022, with the spread of all people in the place of each
 * person's own, as a handful of shadows can't tell that), summed over attacks; and a logistic
 * regression on what each attack says, what it said on the shadows, and the surplus.
 */
public final class ShadowSeeker implements Seeker {
  private final Battery battery;

  public ShadowSeeker(Battery battery) {
    this.battery = battery;
  }

  @Override
  public float[] score(Task task, Evidence evidence) {
    List<Shadow> shadows = evidence.neededShadows();
    Lessons lessons = Lessons.of(battery, task, evidence);
    Said[] known = new Said[shadows.size()];
    for (int k = 0; k < known.length; k++) {
      known[k] = Said.of(lessons.scores()[k], asNonMembers(lessons, k));
    }
    double[][][] outside = new double[shadows.size()][][];
    for (int k = 0; k < outside.length; k++) {
      outside[k] =
          battery.scores(
              task,
              new Evidence(
                  shadows.get(k).release(),
                  evidence.candidates(),
                  evidence.reference(),
                  List.of()));
    }
    Said said = Said.of(battery.scores(task, evidence), asNonMembers(outside));
    return together(lessons, known, said);
  }

  private static float[] together(Lessons lessons, Said[] known, Said said) {
    double[] ratios = LikelihoodRatio.sums(lessons.people(), known, said);
    double[][][] lesson = new double[known.length][][];
    for (int k = 0; k < known.length; k++) {
      lesson[k] = known[k].features();
    }
    LogisticRegression regression = lessons.learn(lesson, LogisticRegression::fit);
    double[][] features = said.features();
    double[] logits = new double[ratios.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = regression.logit(Lessons.column(features, i));
    }
    double[] byRatio = NormalScores.of(ratios);
    double[] byLogit = NormalScores.of(logits);
    float[] scores = new float[ratios.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) (byRatio[i] + byLogit[i]);
    }
    return scores;
  }

  /**
   * What was said of somebody in the shadows in which he was a non-member, one shadow left out.
   *
   * @return [attacks][people]; NaN for who never was
   */
  static double[][] asNonMembers(Lessons lessons, int leftOut) {
    int attacks = lessons.scores()[leftOut].length;
    double[][] means = new double[attacks][lessons.people().patients().size()];
    for (int a = 0; a < attacks; a++) {
      for (int p = 0; p < means[a].length; p++) {
        double sum = 0;
        int count = 0;
        for (int k = 0; k < lessons.scores().length; k++) {
          if (k != leftOut && lessons.people().side()[k][p] == Side.NON_MEMBER) {
            sum += lessons.scores()[k][a][p];
            count++;
          }
        }
        means[a][p] = sum / count;
      }
    }
    return means;
  }

  /** The same of people who were non-members in all. */
  static double[][] asNonMembers(double[][][] scores) {
    double[][] means = new double[scores[0].length][scores[0][0].length];
    for (double[][] shadow : scores) {
      for (int a = 0; a < means.length; a++) {
        for (int i = 0; i < means[a].length; i++) {
          means[a][i] += shadow[a][i] / scores.length;
        }
      }
    }
    return means;
  }
}
