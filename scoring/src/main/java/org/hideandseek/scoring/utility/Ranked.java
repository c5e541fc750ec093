package org.hideandseek.scoring.utility;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Cases and controls in the order of their scores. */
final class Ranked {
  private final float[] scores;
  private final boolean[] cases;
  private final int[] groups;

  /**
   * Sorts.
   *
   * @param scores [n] without NaN
   * @param cases [n]
   * @param groups [n]
   */
  Ranked(float[] scores, boolean[] cases, int[] groups) {
    int n = scores.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparing(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.scores = new float[n];
    this.cases = new boolean[n];
    this.groups = new int[n];
    for (int i = 0; i < n; i++) {
      this.scores[i] = scores[order[i]];
      this.cases[i] = cases[order[i]];
      this.groups[i] = groups[order[i]];
    }
  }

  /**
   * The probability that a case has the higher score, ties counting half (Hanley and McNeil,
   * Radiology 1982;143:29-36); NaN without a case or without a control.
   *
   * @param weights [G] how often each group counts
   */
  double areaUnderCurve(int[] weights) {
    double below = 0;
    double wins = 0;
    double allCases = 0;
    for (int i = 0; i < scores.length; ) {
      double tiedCases = 0;
      double tiedControls = 0;
      float score = scores[i];
      for (; i < scores.length && scores[i] == score; i++) {
        if (cases[i]) {
          tiedCases += weights[groups[i]];
        } else {
          tiedControls += weights[groups[i]];
        }
      }
      wins += tiedCases * (below + tiedControls / 2);
      below += tiedControls;
      allCases += tiedCases;
    }
    return wins / (allCases * below);
  }
}
