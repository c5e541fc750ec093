package org.hideandseek.scoring.audit;

import java.util.List;
import org.hipparchus.special.Erf;

/** Whether the order of patients tells anything. */
public final class Sequence {
  private Sequence() {}

  /**
   * Tests whether labels depend on the place: by trend, by odd and even places, and by how often
   * the label changes from one place to the next (Wald and Wolfowitz, Annals of Mathematical
   * Statistics 1940;11:147-162).
   *
   * @param between what the labels divide
   * @param label [n] in the order of the places
   */
  public static List<Trial> test(String check, String between, boolean[] label) {
    float[] place = new float[label.length];
    float[] even = new float[label.length];
    int m = 0;
    int changes = 0;
    for (int i = 0; i < label.length; i++) {
      place[i] = i;
      even[i] = i % 2;
      m += label[i] ? 1 : 0;
      changes += i > 0 && label[i] != label[i - 1] ? 1 : 0;
    }
    TwoSamples trend = TwoSamples.of(place, label);
    if (trend.saysNothing()) {
      return List.of();
    }
    TwoSamples parity = TwoSamples.of(even, label);
    return List.of(
        new Trial(check, between + " by their place", trend.auc(), trend.p()),
        new Trial(check, between + " by odd and even places", parity.auc(), parity.rankP(true)),
        new Trial(
            check,
            between + " by their neighbours",
            0.5 + Math.abs((double) changes / (label.length - 1) - 0.5),
            runsP(m, label.length - m, changes + 1)));
  }

  private static double runsP(double m, double n, int runs) {
    double total = m + n;
    double product = 2 * m * n;
    double expected = product / total + 1;
    double variance = product * (product - total) / (total * total * (total - 1));
    return variance > 0 ? twoSided(Math.max(0, Math.abs(runs - expected) - 0.5), variance) : 1;
  }

  /**
   * Tests whether two orders of the same patients have to do with each other (Spearman's rank
   * correlation).
   *
   * @param first [n] a permutation of 0..n-1
   * @param second [n] another
   */
  public static Trial sameOrder(String check, String what, int[] first, int[] second) {
    int n = first.length;
    int[] place = new int[n];
    for (int i = 0; i < n; i++) {
      place[second[i]] = i;
    }
    double middle = (n - 1) / 2.0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      sum += (i - middle) * (place[first[i]] - middle);
      squares += (i - middle) * (i - middle);
    }
    double correlation = sum / squares;
    return new Trial(
        check, what, (1 + correlation) / 2, twoSided(Math.abs(correlation), 1.0 / (n - 1)));
  }

  /** Tests whether coins are fair, by how many of them show heads. */
  public static Trial fairCoins(String check, String what, int heads, int coins) {
    return new Trial(
        check,
        what,
        (double) heads / coins,
        twoSided(Math.max(0, Math.abs(heads - coins / 2.0) - 0.5), coins / 4.0));
  }

  private static double twoSided(double away, double variance) {
    return Math.min(1, Erf.erfc(away / Math.sqrt(2 * variance)));
  }
}
