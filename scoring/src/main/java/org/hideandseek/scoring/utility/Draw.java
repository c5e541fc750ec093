package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One bootstrap draw (Efron, Annals of Statistics 1979;7:1-26).
 *
 * @param weights [G] how often each group of holdout patients is in it
 * @param realRuns which of the models that were learned from the members are averaged
 * @param syntheticRuns which of those that were learned from the release
 */
record Draw(int[] weights, int[] realRuns, int[] syntheticRuns) {
  static final int DRAWS = 400;

  /** How often each model is trained, on rows and with trees of another seed. */
  static final int RUNS = 3;

  static List<Draw> of(int groups, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Draw> draws = new ArrayList<>(DRAWS);
    for (int b = 0; b < DRAWS; b++) {
      int[] weights = new int[groups];
      for (int i = 0; i < groups; i++) {
        weights[random.nextInt(groups)]++;
      }
      draws.add(
          new Draw(
              weights, random.ints(RUNS, 0, RUNS).toArray(), random.ints(RUNS, 0, RUNS).toArray()));
    }
    return draws;
  }

  /** Sum of each column over the groups that were drawn. */
  double[] sums(double[][] byGroup) {
    double[] sums = new double[byGroup[0].length];
    for (int g = 0; g < weights.length; g++) {
      int weight = weights[g];
      if (weight > 0) {
        double[] row = byGroup[g];
        for (int i = 0; i < sums.length; i++) {
          sums[i] += weight * row[i];
        }
      }
    }
    return sums;
  }

  /** Sum over the groups that were drawn. */
  double sum(double[] byGroup) {
    double sum = 0;
    for (int g = 0; g < weights.length; g++) {
      sum += weights[g] * byGroup[g];
    }
    return sum;
  }
}
