package org.hideandseek.seekers.battery;

import java.util.ArrayList;
import java.util.List;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Shadow;

/**
 * What a battery says of the people of every shadow, of whom it is known who the members were.
 *
 * @param people of all shadows
 * @param scores [shadows][attacks][people]
 */
public record Lessons(KnownPeople people, double[][][] scores) {

  /**
   * Lets a battery attack every shadow. All of the shadows' people are its candidates; the
   * reference patients are those of the evidence, as they are in no shadow either.
   */
  public static Lessons of(Battery battery, Task task, Evidence evidence) {
    List<Shadow> shadows = evidence.neededShadows();
    KnownPeople people = KnownPeople.of(shadows);
    double[][][] scores = new double[shadows.size()][][];
    for (int k = 0; k < scores.length; k++) {
      scores[k] =
          battery.scores(
              task,
              new Evidence(
                  shadows.get(k).release(), people.patients(), evidence.reference(), List.of()));
    }
    return new Lessons(people, scores);
  }

  /** One of the ways to fit a {@link LogisticRegression}. */
  public interface Fit {
    LogisticRegression of(double[][] features, boolean[] member);
  }

  /**
   * Learns to tell members from non-members.
   *
   * @param features [shadows][features][people]
   * @param fit learns from the people of all shadows together
   */
  public LogisticRegression learn(double[][][] features, Fit fit) {
    List<double[]> rows = new ArrayList<>();
    List<Boolean> labels = new ArrayList<>();
    for (int k = 0; k < features.length; k++) {
      for (int p = 0; p < people.patients().size(); p++) {
        KnownPeople.Side side = people.side()[k][p];
        if (side != KnownPeople.Side.UNKNOWN) {
          rows.add(column(features[k], p));
          labels.add(side == KnownPeople.Side.MEMBER);
        }
      }
    }
    boolean[] member = new boolean[labels.size()];
    for (int i = 0; i < member.length; i++) {
      member[i] = labels.get(i);
    }
    return fit.of(rows.toArray(double[][]::new), member);
  }

  /** One patient's features. */
  public static double[] column(double[][] features, int patient) {
    double[] column = new double[features.length];
    for (int f = 0; f < column.length; f++) {
      column[f] = features[f][patient];
    }
    return column;
  }
}
