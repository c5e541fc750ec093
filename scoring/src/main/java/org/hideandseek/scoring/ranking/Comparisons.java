package org.hideandseek.scoring.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hideandseek.scoring.Student;

/**
 * Which ranks the data leave to each entrant: every two are compared in both directions, Holm's
 * procedure (Scandinavian Journal of Statistics 1979;6:65-70) keeps the probability of any wrong
 * "better than" on the board within 5 %, and then all ranges hold together with 95 %.
 */
final class Comparisons {
  private final int entrants;
  private final List<Comparison> comparisons = new ArrayList<>();

  /** How surprising the data are if the first is not better than the second. */
  private record Comparison(int better, int worse, double p) {}

  Comparisons(int entrants) {
    this.entrants = entrants;
  }

  /**
   * @param better who may be better
   * @param worse than whom
   * @param p of the data if that were not so
   */
  void add(int better, int worse, double p) {
    comparisons.add(new Comparison(better, worse, p));
  }

  /** By entrant. */
  List<RankRange> ranges() {
    comparisons.sort(
        Comparator.comparingDouble(Comparison::p)
            .thenComparingInt(Comparison::better)
            .thenComparingInt(Comparison::worse));
    int[] best = new int[entrants];
    int[] worst = new int[entrants];
    int left = entrants * (entrants - 1);
    for (Comparison comparison : comparisons) {
      if (comparison.p * left > 1 - Ranking.CONFIDENCE) {
        break;
      }
      best[comparison.worse]++;
      worst[comparison.better]++;
      left--;
    }
    List<RankRange> ranges = new ArrayList<>();
    for (int i = 0; i < entrants; i++) {
      ranges.add(new RankRange(1 + best[i], entrants - worst[i]));
    }
    return ranges;
  }

  /**
   * That a hider leaks less than another one: some seeker finds more in the other than any does in
   * this. For a given seeker of the other all seekers of this must fall behind (intersection-union:
   * the least difference counts), and over the other's seekers Bonferroni.
   */
  static double leaksLess(Faced hider, Faced other) {
    double largest = 0;
    double strongest = hider.met.get(0).auc();
    for (Met against : other.met) {
      // Below the strongest of this hider no difference is positive, nor is that of any that
      // follow.
      if (against.auc() <= strongest) {
        break;
      }
      double least = Double.POSITIVE_INFINITY;
      for (Met own : hider.met) {
        least =
            Math.min(
                least, studentised(against.auc() - own.auc(), against.variance() + own.variance()));
        // It only falls, so that it won't be the largest any more.
        if (least <= largest) {
          break;
        }
      }
      largest = Math.max(largest, least);
    }
    return largest <= 0
        ? 1
        : Math.min(
            1,
            other.met.size() * Student.upperTail(largest, Math.min(hider.degrees, other.degrees)));
  }

  /**
   * Whom a hider faced.
   *
   * @param met the strongest first, at least one
   * @param degrees of freedom, the fewest of theirs
   */
  record Faced(List<Met> met, double degrees) {
    static Faced of(List<Met> met) {
      return new Faced(
          met.stream().sorted(Comparator.comparingDouble(Met::auc).reversed()).toList(),
          met.stream().mapToDouble(Met::degrees).min().orElse(Double.POSITIVE_INFINITY));
    }
  }

  /** That one mean is above another. */
  static double above(double difference, double variance, double degrees) {
    double t = studentised(difference, variance);
    return t <= 0 ? 1 : Student.upperTail(t, degrees);
  }

  private static double studentised(double difference, double variance) {
    return difference / Math.sqrt(Math.max(1e-16, variance));
  }
}
