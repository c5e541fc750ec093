package org.hideandseek.hiders.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.hideandseek.challenges.cohort.Patient;

/**
 * A numeric variable whose distribution is asked for in two steps: a coarse histogram over the
 * public bounds, and then one whose bins are equally likely by the first, so that it is fine where
 * the values are.
 *
 * @param min its smallest possible value; public
 * @param max its largest possible value; public
 * @param unit what its values are whole multiples of by its nature; 0 where that is not known
 * @param values of one patient, in any number
 */
record Numbers(double min, double max, double unit, Function<Patient, double[]> values) {
  /** Coarse bins halve towards the smallest value so often: many variables are skewed. */
  private static final int HALVINGS = 10;

  private static final int EVEN_BINS = 8;

  /** The share of the coarse distribution that is spread evenly, so that no bin is empty. */
  private static final double COARSE_FLOOR = 0.01;

  /** From so many standard deviations of its noise on a coarse count is more than noise. */
  private static final double CLEAR = 4;

  private static final double CLEAR_BESIDE = 1.5;

  private static final double FINE_FLOOR = 0.002;

  /** Levels that are told apart at either end. */
  private static final double[] TAILS = {0.005, 0.02};

  private static final double[] UNITS = {1, 0.1};

  /** The share of whole multiples of a unit from which on all are taken for such. */
  private static final double WHOLE = 0.9;

  /** The edges of the coarse bins. */
  double[] coarseEdges() {
    TreeSet<Double> edges = new TreeSet<>();
    double start = unit > 0 ? min - unit / 2 : min;
    double range = (unit > 0 ? max + unit / 2 : max) - start;
    edges.add(start);
    for (int halving = 0; halving <= HALVINGS; halving++) {
      edges.add(snapped(start + range * Math.scalb(1.0, -halving), unit));
    }
    for (int i = 1; i < EVEN_BINS; i++) {
      edges.add(snapped(start + range * i / EVEN_BINS, unit));
    }
    return edges.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** An edge as it is, or moved to the middle between two whole multiples of a unit. */
  private static double snapped(double edge, double unit) {
    return unit > 0 ? (Math.rint(edge / unit - 0.5) + 0.5) * unit : edge;
  }

  /** How many of a patient's values lie in each bin. */
  double[] counts(Patient patient, double[] edges) {
    double[] counts = new double[edges.length - 1];
    for (double value : values.apply(patient)) {
      int at = Arrays.binarySearch(edges, value);
      int bin = at >= 0 ? at : -at - 2;
      counts[Math.max(0, Math.min(counts.length - 1, bin))]++;
    }
    return counts;
  }

  /** The share of a patient's values in each bin; all 0 for a patient without any. */
  double[] shares(Patient patient, double[] edges) {
    double[] counts = counts(patient, edges);
    double sum = Math.max(1, Arrays.stream(counts).sum());
    return Arrays.stream(counts).map(count -> count / sum).toArray();
  }

  /** How many units {@link #whole} looks at. */
  static int units() {
    return UNITS.length;
  }

  /** The share of a patient's values that are whole multiples of each unit, [units]. */
  double[] whole(Patient patient) {
    double[] own = values.apply(patient);
    double[] whole = new double[UNITS.length];
    for (int u = 0; u < whole.length; u++) {
      for (double value : own) {
        double count = value / UNITS[u];
        boolean isWhole = Math.abs(count - Math.rint(count)) <= 0.01 + 2e-7 * Math.abs(count);
        whole[u] += isWhole ? 1.0 / own.length : 0;
      }
    }
    return whole;
  }

  /**
   * The unit that the answers to {@link #whole} speak for.
   *
   * @param patients the noised number of those who have any value
   * @param unsure the standard deviation of that
   * @return 0 if there is none, or too few patients to tell
   */
  static double unitOf(double[] whole, double patients, double unsure) {
    for (int u = 0; u < UNITS.length; u++) {
      if (patients > 4 * unsure && whole[u] > WHOLE * patients) {
        return UNITS[u];
      }
    }
    return 0;
  }

  /**
   * The coarse distribution. What could be noise counts as nothing: values at the bounds that
   * nobody has would do more harm than a thin tail that is missed.
   *
   * @param noise the standard deviation of the noise in each count
   */
  BinnedMarginal coarse(double[] counts, double noise) {
    double[] clear = clear(counts, noise);
    double[] shares = Shares.of(Arrays.stream(clear).sum() > 0 ? clear : counts);
    double[] levels = new double[shares.length + 1];
    for (int i = 0; i < shares.length; i++) {
      levels[i + 1] = levels[i] + (1 - COARSE_FLOOR) * shares[i] + COARSE_FLOOR / shares.length;
    }
    levels[shares.length] = 1;
    return new BinnedMarginal(coarseEdges(), levels, 0, (float) min, (float) max);
  }

  /** The counts that are clear by themselves, or stand beside one that counts, and else 0. */
  private static double[] clear(double[] counts, double noise) {
    double[] clear = Arrays.stream(counts).map(n -> n < CLEAR * noise ? 0 : n).toArray();
    for (boolean grown = true; grown; ) {
      grown = false;
      for (int i = 0; i < counts.length; i++) {
        boolean beside = (i > 0 && clear[i - 1] > 0) || (i + 1 < counts.length && clear[i + 1] > 0);
        if (beside && clear[i] == 0 && counts[i] > 0 && counts[i] >= CLEAR_BESIDE * noise) {
          clear[i] = counts[i];
          grown = true;
        }
      }
    }
    return clear;
  }

  /**
   * The edges of the fine bins.
   *
   * @param bins how many there should be
   * @param clear the least level that is worth a bin of its own
   * @param known the unit, 0 for none
   */
  static double[] fineEdges(BinnedMarginal coarse, int bins, double clear, double known) {
    List<Double> levels = new ArrayList<>();
    levels.add(0.0);
    double inner = 0;
    for (double tail : TAILS) {
      if (tail - inner >= clear) {
        levels.add(tail);
        levels.add(1 - tail);
        inner = tail;
      }
    }
    for (int i = 1; i < bins; i++) {
      levels.add(inner + (1 - 2 * inner) * i / bins);
    }
    levels.add(1.0);
    double least = coarse.quantile(0);
    double most = coarse.quantile(1);
    double[] edges =
        levels.stream()
            .mapToDouble(
                level ->
                    level == 0 || level == 1
                        ? coarse.quantile(level)
                        : Math.max(least, Math.min(most, snapped(coarse.quantile(level), known))))
            .sorted()
            .distinct()
            .toArray();
    return edges;
  }

  /** The distribution by the coarse one and noised counts in the fine bins. */
  BinnedMarginal fine(BinnedMarginal coarse, double[] fineEdges, double[] counts, double known) {
    double[] shares = Shares.of(counts);
    double[] from = new double[fineEdges.length];
    double[] to = new double[fineEdges.length];
    for (int i = 1; i < fineEdges.length; i++) {
      from[i] = coarse.level(fineEdges[i]);
      to[i] = to[i - 1] + (1 - FINE_FLOOR) * shares[i - 1] + FINE_FLOOR * (from[i] - from[i - 1]);
    }
    to[to.length - 1] = 1;
    BinnedMarginal map = new BinnedMarginal(from, to, 0, 0, 1);
    TreeSet<Double> edges = new TreeSet<>();
    for (double edge : coarseEdges()) {
      edges.add(edge);
    }
    for (double edge : fineEdges) {
      edges.add(edge);
    }
    double[] merged = edges.stream().mapToDouble(Double::doubleValue).toArray();
    double[] levels = Arrays.stream(merged).map(edge -> map.level(coarse.level(edge))).toArray();
    return new BinnedMarginal(merged, levels, known, (float) min, (float) max);
  }
}
