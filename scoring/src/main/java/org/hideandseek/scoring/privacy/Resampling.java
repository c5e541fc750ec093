package org.hideandseek.scoring.privacy;

import java.util.Arrays;
import org.hideandseek.scoring.Interval;

/**
 * Draws of a match by relabelling and by bootstrap. The candidates are sorted once; a draw is a set
 * of counts over that order, so it costs one pass.
 */
final class Resampling {
  /** What each draw is measured by, by its place in an array. */
  static final int AUC = 0;

  static final int BALANCED_ACCURACY = 1;

  /** The first of as many as there are rates. */
  static final int TPR = 2;

  private static final int NUMBERS = TPR + MatchPrivacy.RATES.size();

  private final int m;
  private final int n;
  private final int groups;
  private final int[] memberGroups;
  private final int[] nonMemberGroups;
  private final double[] rates;

  Resampling(Separation separation) {
    m = separation.members();
    n = separation.nonMembers();
    groups = separation.groups();
    memberGroups = separation.memberGroups();
    nonMemberGroups = separation.nonMemberGroups();
    rates = MatchPrivacy.RATES.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Deals the m labels anew to all candidates.
   *
   * @return [number][draw] ascending
   */
  double[][] relabelled(int draws, Draws random) {
    int[] sizes = new int[groups];
    for (int g : memberGroups) {
      sizes[g]++;
    }
    for (int g : nonMemberGroups) {
      sizes[g]++;
    }
    // The few are dealt out, the others are the rest.
    int few = Math.min(m, n);
    int[] order = new int[m + n];
    int[] twiceRank = new int[groups];
    int at = 0;
    for (int g = 0; g < groups; g++) {
      Arrays.fill(order, at, at + sizes[g], g);
      at += sizes[g];
      twiceRank[g] = 2 * (m + n - at) + sizes[g] + 1;
    }
    double[][] numbers = new double[NUMBERS][draws];
    int[] dealt = new int[groups];
    int[] rest = new int[groups];
    for (int draw = 0; draw < draws; draw++) {
      Arrays.fill(dealt, 0);
      long twiceRanks = 0;
      for (int i = 0; i < few; i++) {
        int j = i + random.below(m + n - i);
        int g = order[j];
        order[j] = order[i];
        order[i] = g;
        dealt[g]++;
        twiceRanks += twiceRank[g];
      }
      for (int g = 0; g < groups; g++) {
        rest[g] = sizes[g] - dealt[g];
      }
      double wins = (twiceRanks - (long) few * (few + 1)) / (2.0 * m * n);
      numbers[AUC][draw] = few == m ? wins : 1 - wins;
      read(few == m ? dealt : rest, few == m ? rest : dealt, numbers, draw);
    }
    return sorted(numbers);
  }

  /**
   * Draws m members and n non-members with replacement (Efron and Tibshirani 1993, section 13.3);
   * the AUC is left at 0.
   *
   * @return [number][draw] ascending
   */
  double[][] bootstrapped(int draws, Draws random) {
    double[][] numbers = new double[NUMBERS][draws];
    int[] positives = new int[groups];
    int[] negatives = new int[groups];
    for (int draw = 0; draw < draws; draw++) {
      Arrays.fill(positives, 0);
      Arrays.fill(negatives, 0);
      for (int i = 0; i < m; i++) {
        positives[memberGroups[random.below(m)]]++;
      }
      for (int i = 0; i < n; i++) {
        negatives[nonMemberGroups[random.below(n)]]++;
      }
      read(positives, negatives, numbers, draw);
    }
    return sorted(numbers);
  }

  private void read(int[] positives, int[] negatives, double[][] numbers, int draw) {
    double truePositives = Separation.expectedTruePositives(positives, negatives, m);
    numbers[BALANCED_ACCURACY][draw] = Separation.balancedAccuracy(truePositives, m, n);
    int g = 0;
    int tp = 0;
    int fp = 0;
    for (int r = 0; r < rates.length; r++) {
      double limit = rates[r] * n;
      double allowed = limit + Separation.HAIR;
      while (g < groups && fp + negatives[g] <= allowed) {
        tp += positives[g];
        fp += negatives[g];
        g++;
      }
      double part = g < groups ? Math.max(0, limit - fp) / negatives[g] * positives[g] : 0;
      numbers[TPR + r][draw] = (tp + part) / m;
    }
  }

  private static double[][] sorted(double[][] numbers) {
    for (double[] draws : numbers) {
      Arrays.sort(draws);
    }
    return numbers;
  }

  /** Between the draws that leave at most 2.5 % outside on each side. */
  static Interval central(double[] ascending) {
    int outside = (int) ((1 - MatchPrivacy.CONFIDENCE) / 2 * (ascending.length + 1));
    int low = Math.max(0, outside - 1);
    return new Interval(ascending[low], ascending[ascending.length - 1 - low]);
  }
}
