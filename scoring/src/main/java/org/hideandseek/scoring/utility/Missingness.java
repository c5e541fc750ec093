package org.hideandseek.scoring.utility;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;

/** How long patients are followed, and what is measured when. */
final class Missingness {
  private Missingness() {}

  static FacetParts parts(Compared<Cohort> cohorts, Groups groups) {
    FacetParts parts = new FacetParts(Facet.MISSINGNESS);
    Compared<Sample> lengths = cohorts.map(Columns::lengths).map(Sample::of);
    Marginals.numeric(
        "lengths",
        lengths,
        groups.each(Columns::lengths),
        Math.max(1, lengths.holdout().median()),
        parts);
    Compared<Masks> masks = cohorts.map(Masks::of);
    List<Masks> byGroup = groups.each(Masks::of);
    int features = cohorts.holdout().schema().featureCount();
    double[] sameForAll = new double[features];
    Arrays.fill(sameForAll, masks.members().overall());
    add(
        parts,
        "measured at all",
        masks.map(mask -> new double[] {mask.overall()}),
        draw -> new double[] {Masks.drawn(byGroup, draw, false).overall()},
        new double[] {1});
    add(
        parts,
        "measured by feature",
        masks.map(Masks::rates),
        draw -> Masks.drawn(byGroup, draw, false).rates(),
        sameForAll);
    if (features > 1) {
      Compared<double[]> together = masks.map(Masks::together);
      add(
          parts,
          "measured together",
          together,
          draw -> Masks.drawn(byGroup, draw, true).together(),
          new double[together.holdout().length]);
    }
    add(
        parts,
        "measured again",
        masks.map(Masks::again),
        draw -> Masks.drawn(byGroup, draw, false).again(),
        new double[features]);
    int statics = cohorts.holdout().schema().staticCount();
    if (statics > 0) {
      double[] known = new double[statics];
      Arrays.fill(known, 1);
      List<double[]> knownByGroup = groups.each(Missingness::known);
      int[] sizes = groups.each(Cohort::size).stream().mapToInt(Integer::intValue).toArray();
      add(
          parts,
          "known statics",
          cohorts.map(Missingness::known),
          draw -> known(knownByGroup, sizes, draw),
          known);
    }
    return parts;
  }

  /** Adds the mean absolute difference to the holdout, where the real cohorts define one. */
  private static void add(
      FacetParts parts,
      String name,
      Compared<double[]> numbers,
      Function<Draw, double[]> redraw,
      double[] trivial) {
    double[] errors = errors(numbers, numbers.holdout(), trivial);
    if (Double.isFinite(errors[1])) {
      parts.add(
          Component.ofDistance(Facet.MISSINGNESS, name, errors[0], errors[1], errors[2]),
          draw -> errors(numbers, redraw.apply(draw), trivial));
    } else {
      parts.leaveOut(name, "no patient of members or holdout has two steps");
    }
  }

  private static double[] errors(Compared<double[]> numbers, double[] truth, double[] trivial) {
    return new double[] {
      difference(trivial, truth),
      difference(numbers.members(), truth),
      difference(numbers.release(), truth)
    };
  }

  private static double difference(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }

  /** [S] share of patients of whom each static is known. */
  private static double[] known(Cohort cohort) {
    double[] known = new double[cohort.schema().staticCount()];
    for (Patient patient : cohort.patients()) {
      for (int s = 0; s < known.length; s++) {
        known[s] += Float.isFinite(patient.statics()[s]) ? 1.0 / cohort.size() : 0;
      }
    }
    return known;
  }

  private static double[] known(List<double[]> byGroup, int[] sizes, Draw draw) {
    double[] known = new double[byGroup.get(0).length];
    double patients = 0;
    for (int g = 0; g < sizes.length; g++) {
      patients += draw.weights()[g] * sizes[g];
    }
    for (int g = 0; g < sizes.length; g++) {
      for (int s = 0; s < known.length; s++) {
        known[s] += draw.weights()[g] * sizes[g] / patients * byGroup.get(g)[s];
      }
    }
    return known;
  }

  /** Counts of what is measured at the steps of a cohort. */
  private static final class Masks {
    private final int features;
    private long steps;
    private long transitions;
    private final long[] measured;

    /** [F * F] steps at which both are measured; f * F + g with f < g. */
    private final long[] both;

    /** [F] transitions with the feature measured at the first step, at the second, at both. */
    private final long[] first;

    private final long[] second;
    private final long[] twice;

    private Masks(int features) {
      this.features = features;
      measured = new long[features];
      both = new long[features * features];
      first = new long[features];
      second = new long[features];
      twice = new long[features];
    }

    static Masks of(Cohort cohort) {
      Masks masks = new Masks(cohort.schema().featureCount());
      for (Patient patient : cohort.patients()) {
        masks.add(patient);
      }
      return masks;
    }

    /** Of what is drawn. */
    static Masks drawn(List<Masks> byGroup, Draw draw, boolean withPairs) {
      Masks drawn = new Masks(byGroup.get(0).features);
      for (int g = 0; g < byGroup.size(); g++) {
        int weight = draw.weights()[g];
        Masks group = byGroup.get(g);
        if (weight > 0) {
          drawn.steps += weight * group.steps;
          drawn.transitions += weight * group.transitions;
          add(drawn.measured, weight, group.measured);
          add(drawn.first, weight, group.first);
          add(drawn.second, weight, group.second);
          add(drawn.twice, weight, group.twice);
          if (withPairs) {
            add(drawn.both, weight, group.both);
          }
        }
      }
      return drawn;
    }

    private static void add(long[] sums, int weight, long[] more) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weight * more[i];
      }
    }

    private void add(Patient patient) {
      int[] here = new int[features];
      boolean[] before = new boolean[features];
      boolean[] now = new boolean[features];
      for (int t = 0; t < patient.length(); t++) {
        int count = 0;
        for (int f = 0; f < features; f++) {
          now[f] = Float.isFinite(patient.values()[t * features + f]);
          if (now[f]) {
            here[count++] = f;
            measured[f]++;
          }
          if (t > 0) {
            first[f] += before[f] ? 1 : 0;
            second[f] += now[f] ? 1 : 0;
            twice[f] += before[f] && now[f] ? 1 : 0;
          }
        }
        for (int a = 0; a < count; a++) {
          for (int b = a + 1; b < count; b++) {
            both[here[a] * features + here[b]]++;
          }
        }
        System.arraycopy(now, 0, before, 0, features);
      }
      steps += patient.length();
      transitions += patient.length() - 1;
    }

    double overall() {
      double sum = 0;
      for (double rate : rates()) {
        sum += rate;
      }
      return sum / features;
    }

    /** [F] share of steps at which each feature is measured; NaN without steps. */
    double[] rates() {
      double[] rates = new double[features];
      for (int f = 0; f < features; f++) {
        rates[f] = (double) measured[f] / steps;
      }
      return rates;
    }

    /** [F (F - 1) / 2] phi of being measured at the same step. */
    double[] together() {
      double[] phi = new double[features * (features - 1) / 2];
      for (int f = 0, i = 0; f < features; f++) {
        for (int g = f + 1; g < features; g++, i++) {
          phi[i] = phi(steps, measured[f], measured[g], both[f * features + g]);
        }
      }
      return phi;
    }

    /** [F] phi of being measured at a step and at the next. */
    double[] again() {
      double[] phi = new double[features];
      for (int f = 0; f < features; f++) {
        phi[f] = phi(transitions, first[f], second[f], twice[f]);
      }
      return phi;
    }

    /** Correlation of two indicators; NaN without any, 0 where one is constant. */
    private static double phi(long n, long a, long b, long both) {
      if (n == 0) {
        return Double.NaN;
      }
      double pa = (double) a / n;
      double pb = (double) b / n;
      double variance = pa * (1 - pa) * pb * (1 - pb);
      return variance > 0 ? ((double) both / n - pa * pb) / Math.sqrt(variance) : 0;
    }
  }
}
