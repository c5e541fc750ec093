package org.hideandseek.scoring.privacy;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.hideandseek.scoring.Interval;
import org.hideandseek.scoring.Proportion;

/**
 * The candidates of a match by descending score, candidates of one score in one group: all that the
 * numbers of a match depend on.
 */
final class Separation {
  /** So that 0.1 of 30 is 3 in floating point too. */
  static final double HAIR = 1e-9;

  private final int m;
  private final int n;

  /** [group] members and non-members in it, highest score first. */
  private final int[] positives;

  private final int[] negatives;

  private Separation(int m, int n, int[] positives, int[] negatives) {
    this.m = m;
    this.n = n;
    this.positives = positives;
    this.negatives = negatives;
  }

  static Separation of(double[] scores, boolean[] member) {
    if (scores.length != member.length) {
      throw new IllegalArgumentException(
          scores.length + " scores do not fit " + member.length + " candidates");
    }
    int m = 0;
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("score " + i + " is NaN");
      }
      m += member[i] ? 1 : 0;
    }
    int n = scores.length - m;
    if (m == 0 || n == 0) {
      throw new IllegalArgumentException(
          "a match needs members and non-members, but has " + m + " and " + n);
    }
    double[] in = new double[m];
    double[] out = new double[n];
    for (int i = 0, a = 0, b = 0; i < scores.length; i++) {
      if (member[i]) {
        in[a++] = scores[i];
      } else {
        out[b++] = scores[i];
      }
    }
    Arrays.sort(in);
    Arrays.sort(out);
    int[] positives = new int[m + n];
    int[] negatives = new int[m + n];
    int groups = 0;
    for (int a = m - 1, b = n - 1; a >= 0 || b >= 0; groups++) {
      double score = a < 0 ? out[b] : b < 0 ? in[a] : Math.max(in[a], out[b]);
      for (; a >= 0 && in[a] == score; a--) {
        positives[groups]++;
      }
      for (; b >= 0 && out[b] == score; b--) {
        negatives[groups]++;
      }
    }
    return new Separation(m, n, Arrays.copyOf(positives, groups), Arrays.copyOf(negatives, groups));
  }

  int members() {
    return m;
  }

  int nonMembers() {
    return n;
  }

  int groups() {
    return positives.length;
  }

  /** [members] the group of each, ascending. */
  int[] memberGroups() {
    return spread(positives, m);
  }

  /** [non-members] the group of each, ascending. */
  int[] nonMemberGroups() {
    return spread(negatives, n);
  }

  private static int[] spread(int[] sizes, int total) {
    int[] groups = new int[total];
    int at = 0;
    for (int g = 0; g < sizes.length; g++) {
      Arrays.fill(groups, at, at + sizes[g], g);
      at += sizes[g];
    }
    return groups;
  }

  MatchPrivacy privacy() {
    double auc = auc();
    double variance = m > 1 && n > 1 ? deLongVariance(auc) : 0;
    double z = Interval.normalQuantile(MatchPrivacy.CONFIDENCE);
    Interval interval;
    if (variance > 0) {
      interval = Interval.ofShare(auc, z * Math.sqrt(variance));
    } else {
      interval = newcombe(auc, z);
      variance = Math.pow((interval.high() - interval.low()) / (2 * z), 2);
    }
    Map<Double, Double> tprAtFpr = new TreeMap<>();
    for (double rate : MatchPrivacy.RATES) {
      tprAtFpr.put(rate, tprAt(rate));
    }
    double truePositives = expectedTruePositives(positives, negatives, m);
    double falsePositives = m - truePositives;
    return new MatchPrivacy(
        m,
        n,
        auc,
        interval,
        variance,
        tprAtFpr,
        (truePositives + n - falsePositives) / (m + n),
        balancedAccuracy(truePositives, m, n));
  }

  private double auc() {
    long twiceWins = 0;
    long below = n;
    for (int g = 0; g < positives.length; g++) {
      below -= negatives[g];
      twiceWins += positives[g] * (2 * below + negatives[g]);
    }
    return twiceWins / (2.0 * m * n);
  }

  /** var(V10)/m + var(V01)/n of DeLong et al. 1988, equations 4 to 6. */
  private double deLongVariance(double auc) {
    double squares10 = 0;
    double squares01 = 0;
    long membersAbove = 0;
    long below = n;
    for (int g = 0; g < positives.length; g++) {
      below -= negatives[g];
      double v10 = (below + negatives[g] / 2.0) / n - auc;
      double v01 = (membersAbove + positives[g] / 2.0) / m - auc;
      squares10 += positives[g] * v10 * v10;
      squares01 += negatives[g] * v01 * v01;
      membersAbove += positives[g];
    }
    double variance = squares10 / (m - 1) / m + squares01 / (n - 1) / n;
    return variance > 1e-18 ? variance : 0;
  }

  /**
   * All t with {@code (auc - t)^2 <= z^2 V(t)}, where {@code V(t) = t(1-t) [1 + (N-1)((1-t)/(2-t) +
   * t/(1+t))] / (mn)} and {@code N = (m+n)/2}.
   */
  private Interval newcombe(double auc, double z) {
    return new Interval(newcombeBound(auc, 0, z), newcombeBound(auc, 1, z));
  }

  private double newcombeBound(double auc, double end, double z) {
    double outside = end;
    double inside = auc;
    if (outside == inside) {
      return end;
    }
    for (int i = 0; i < 100; i++) {
      double t = (inside + outside) / 2;
      double equalSizes = (m + n) / 2.0;
      double v = t * (1 - t) * (1 + (equalSizes - 1) * ((1 - t) / (2 - t) + t / (1 + t))) / m / n;
      if ((auc - t) * (auc - t) <= z * z * v) {
        inside = t;
      } else {
        outside = t;
      }
    }
    return inside;
  }

  private double tprAt(double rate) {
    double allowed = rate * n + HAIR;
    long tp = 0;
    long fp = 0;
    for (int g = 0; g < positives.length; g++) {
      if (fp + negatives[g] > allowed) {
        double part = Math.max(0, rate * n - fp) / negatives[g];
        return (tp + part * positives[g]) / m;
      }
      tp += positives[g];
      fp += negatives[g];
    }
    return 1;
  }

  /**
   * Of the TPR at a false positive rate, for any continuous or discrete scores; see {@link
   * PrivacyReport#of(double[], boolean[], PrivacyReport.Settings)}.
   */
  Interval tprInterval(double rate, double alpha) {
    double part = alpha / 4;
    // FPR above the k-th highest non-member: at most Proportion's upper bound for k - 1 above it.
    int k = 1;
    while (k < n && Proportion.clopperPearsonHigh(k, n, part) <= rate) {
      k++;
    }
    double fprUp = Proportion.clopperPearsonHigh(k - 1, n, part);
    double low =
        Proportion.clopperPearsonLow(membersDownTo(k, false), m, part) * Math.min(1, rate / fprUp);
    while (k <= n && Proportion.clopperPearsonLow(k, n, part) < rate) {
      k++;
    }
    double high = k > n ? 1 : Proportion.clopperPearsonHigh(membersDownTo(k, true), m, part);
    return new Interval(Math.min(low, high), high);
  }

  /** How many members score above the k-th highest non-member, or as high. */
  private int membersDownTo(int k, boolean inclusive) {
    int above = 0;
    int passed = 0;
    for (int g = 0; g < positives.length; g++) {
      passed += negatives[g];
      if (passed >= k) {
        return above + (inclusive ? positives[g] : 0);
      }
      above += positives[g];
    }
    return above;
  }

  /** Members among the m candidates labelled so. */
  static double expectedTruePositives(int[] positives, int[] negatives, int m) {
    int tp = 0;
    int free = m;
    for (int g = 0; free > 0; g++) {
      int group = positives[g] + negatives[g];
      if (group > free) {
        return tp + (double) free / group * positives[g];
      }
      tp += positives[g];
      free -= group;
    }
    return tp;
  }

  /** (TPR + TNR) / 2 where m candidates are labelled members. */
  static double balancedAccuracy(double truePositives, int m, int n) {
    return (truePositives / m + 1 - (m - truePositives) / n) / 2;
  }
}
