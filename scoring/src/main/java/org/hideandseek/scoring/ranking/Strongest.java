package org.hideandseek.scoring.ranking;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hideandseek.scoring.Interval;
import org.hideandseek.scoring.Student;
import org.hipparchus.special.Erf;

/** The largest of several AUCs of which only estimates are known. */
final class Strongest {
  /** The normal density is negligible beyond, and the trapezoidal rule exact at such steps. */
  private static final double REACH = 6.8;

  private static final double STEP = 0.4;

  private static final double NEGLIGIBLE = 1e-14;

  private Strongest() {}

  /**
   * For the largest true AUC. Its lower end holds if all true AUCs lie above their lower bounds,
   * hence Bonferroni over them; its upper end holds if that of the one seeker that is truly the
   * strongest does, whichever it is, hence no correction.
   */
  static Interval interval(List<Met> met, double estimate) {
    double tail = (1 - Ranking.CONFIDENCE) / 2;
    double low = 1;
    double high = 0;
    boolean first = true;
    for (Met one : met) {
      double error = Math.sqrt(one.variance());
      double below = one.auc() - Student.quantile(tail / met.size(), one.degrees()) * error;
      double above = one.auc() + Student.quantile(tail, one.degrees()) * error;
      low = first ? below : Math.max(low, below);
      high = first ? above : Math.max(high, above);
      first = false;
    }
    return new Interval(
        Math.max(0, Math.min(low, estimate)), Math.min(1, Math.max(high, estimate)));
  }

  /**
   * The mean over splits of the AUC on that split of the seeker that is the strongest by the other
   * splits; of equals their mean.
   *
   * <p>A split on which a seeker has no score counts with its mean over those on which it has, so
   * that it cannot drop out: a hider gains nothing by it.
   *
   * @param aucs [seeker] by split, ascending, at least one each
   * @return NaN if no seeker has a score on two splits
   */
  static double leavingOneOut(List<Map<Integer, Double>> aucs, int splits) {
    if (aucs.stream().allMatch(seeker -> seeker.size() < 2)) {
      return Double.NaN;
    }
    double sum = 0;
    for (int split = 0; split < splits; split++) {
      long strongest = Long.MIN_VALUE;
      double here = 0;
      int equals = 0;
      for (Map<Integer, Double> seeker : aucs) {
        double mean = mean(seeker, Integer.MIN_VALUE);
        long elsewhere = Ranking.rounded(seeker.size() > 1 ? mean(seeker, split) : mean);
        if (elsewhere > strongest) {
          strongest = elsewhere;
          here = 0;
          equals = 0;
        }
        if (elsewhere == strongest) {
          here += seeker.getOrDefault(split, mean);
          equals++;
        }
      }
      sum += here / equals;
    }
    return sum / splits;
  }

  private static double mean(Map<Integer, Double> aucs, int without) {
    double sum = 0;
    int count = 0;
    for (Map.Entry<Integer, Double> auc : aucs.entrySet()) {
      if (auc.getKey() != without) {
        sum += auc.getValue();
        count++;
      }
    }
    return sum / count;
  }

  /**
   * The same where there is one split: each AUC x with error s is thought of as two independent
   * ones, x + sZ that picks and x - sZ that counts (Oliveira, Lei and Tibshirani, arXiv
   * 2111.09447), averaged over Z: {@code sum_j integral (x_j - s_j z) phi(z) prod_i Phi((x_j + s_j
   * z - x_i) / s_i) dz}. Holds for seekers whose errors are independent; where they are alike it
   * takes off too much.
   */
  static double thinned(List<Met> met) {
    if (met.size() == 1) {
      return met.get(0).auc();
    }
    // The strongest first: for most that are picked they leave next to no weight.
    List<Met> descending =
        met.stream()
            .sorted(Comparator.comparingDouble(Met::auc).reversed().thenComparing(Met::seeker))
            .toList();
    double weights = 0;
    double sum = 0;
    for (Met picked : descending) {
      double error = error(picked);
      for (int k = (int) Math.round(-REACH / STEP); k <= REACH / STEP; k++) {
        double z = k * STEP;
        double seen = picked.auc() + error * z;
        double weight = Math.exp(-z * z / 2);
        for (Met other : descending) {
          if (weight < NEGLIGIBLE) {
            break;
          }
          if (!other.seeker().equals(picked.seeker())) {
            weight *= Erf.erfc((other.auc() - seen) / error(other) / Math.sqrt(2)) / 2;
          }
        }
        weights += weight;
        sum += weight * (picked.auc() - error * z);
      }
    }
    return Math.max(0, Math.min(1, sum / weights));
  }

  private static double error(Met met) {
    return Math.sqrt(Math.max(1e-8, met.variance()));
  }
}
