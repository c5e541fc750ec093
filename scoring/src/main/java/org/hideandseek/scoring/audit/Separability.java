package org.hideandseek.scoring.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.scoring.utility.BoostedTrees;

/** Whether patients with a label can be told from those without by their {@link Traces}. */
public final class Separability {
  private static final BoostedTrees TREES = new BoostedTrees(40, 3, 0.2, 0.5);
  private static final BoostedTrees.Goal GOAL = new BoostedTrees.Goal(Variable.binary("labelled"));
  private static final int FEWEST = 10;

  private Separability() {}

  /**
   * Tests each number by itself, and all together by gradient boosted trees: each half of the
   * patients is judged by trees that learned from the other half, and the rank test of their scores
   * is exact in that the labels of a half are independent of what the other taught.
   *
   * @param check the check that the tests belong to
   * @param between what the labels divide, such as "members and non-members of split 1"
   * @param table [n * P] row-major
   * @param label [n] of independent patients
   */
  public static List<Trial> test(
      String check, String between, Traces traces, float[] table, boolean[] label, long seed) {
    int columns = traces.columns();
    List<Trial> trials = new ArrayList<>();
    List<Integer> varying = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      float[] column = new float[label.length];
      for (int i = 0; i < column.length; i++) {
        column[i] = table[i * columns + c];
      }
      TwoSamples samples = TwoSamples.of(column, label);
      if (!samples.saysNothing()) {
        varying.add(c);
        trials.add(new Trial(check, between + " by " + traces.name(c), samples.auc(), samples.p()));
      }
    }
    if (label.length >= 2 * FEWEST && !varying.isEmpty()) {
      trials.addAll(learned(check, between, select(table, columns, varying), label, seed));
    }
    return trials;
  }

  private static float[] select(float[] table, int columns, List<Integer> chosen) {
    int rows = table.length / columns;
    float[] selected = new float[rows * chosen.size()];
    for (int i = 0; i < rows; i++) {
      for (int c = 0; c < chosen.size(); c++) {
        selected[i * chosen.size() + c] = table[i * columns + chosen.get(c)];
      }
    }
    return selected;
  }

  private static List<Trial> learned(
      String check, String between, float[] table, boolean[] label, long seed) {
    int n = label.length;
    int columns = table.length / n;
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    int[][] halves = {Arrays.copyOf(order, n / 2), Arrays.copyOfRange(order, n / 2, n)};
    List<Trial> trials = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      int[] learn = halves[1 - half];
      int[] judge = halves[half];
      float[] targets = new float[learn.length];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = label[learn[i]] ? 1 : 0;
      }
      float[][] predicted =
          TREES.predict(
              GOAL, rows(table, columns, learn), targets, rows(table, columns, judge), seed + half);
      float[] scores = new float[judge.length];
      boolean[] truth = new boolean[judge.length];
      for (int i = 0; i < judge.length; i++) {
        scores[i] = predicted[i][0];
        truth[i] = label[judge[i]];
      }
      TwoSamples samples = TwoSamples.of(scores, truth);
      if (!samples.saysNothing()) {
        trials.add(
            new Trial(
                check,
                between + " by trees that learned from half of them",
                samples.auc(),
                samples.rankP(false)));
      }
    }
    return trials;
  }

  private static float[] rows(float[] table, int columns, int[] chosen) {
    float[] rows = new float[chosen.length * columns];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(table, chosen[i] * columns, rows, i * columns, columns);
    }
    return rows;
  }
}
