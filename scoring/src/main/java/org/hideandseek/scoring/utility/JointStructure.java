package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;

/** How variables go together: Pearson correlations of pairs, each over what has both. */
final class JointStructure {
  /** Of more numbers than this a random part is looked at. */
  private static final int MOST_FEATURES = 64;

  private static final int MOST_STATICS = 32;

  /** What is summed for a pair: 1, a, b, aa, bb, ab. */
  private static final int SUMS = 6;

  private final List<Axis> features;
  private final List<Axis> statics;
  private final Kinship[] pairs;
  private final Schema schema;

  /**
   * A number of a variable.
   *
   * @param variable its index among features or statics
   * @param offset which of its numbers
   */
  private record Axis(int variable, int offset, Encoding encoding) {}

  /** What is correlated. */
  private enum Kinship {
    SAME_STEP("features at the same step"),
    NEXT("features with the next of others"),
    STATIC("features with statics");

    private final String words;

    Kinship(String words) {
      this.words = words;
    }
  }

  private JointStructure(Cohort members, long seed) {
    schema = members.schema();
    SplittableRandom random = new SplittableRandom(seed);
    features = numbers(Encoding.features(members), MOST_FEATURES, random);
    statics = numbers(Encoding.statics(members), MOST_STATICS, random);
    int f = features.size();
    pairs = new Kinship[2 * f * f + f * statics.size()];
    Arrays.fill(pairs, 0, f * f, Kinship.SAME_STEP);
    Arrays.fill(pairs, f * f, 2 * f * f, Kinship.NEXT);
    Arrays.fill(pairs, 2 * f * f, pairs.length, Kinship.STATIC);
  }

  private static List<Axis> numbers(List<Encoding> encodings, int most, SplittableRandom random) {
    List<Axis> all = new ArrayList<>();
    for (int v = 0; v < encodings.size(); v++) {
      for (int k = 0; k < encodings.get(v).width(); k++) {
        all.add(new Axis(v, k, encodings.get(v)));
      }
    }
    return all.size() <= most
        ? all
        : Arrays.stream(Sampling.some(all.size(), most, random))
            .sorted()
            .mapToObj(all::get)
            .toList();
  }

  static FacetParts parts(Compared<Cohort> cohorts, Groups groups, long seed) {
    return new JointStructure(cohorts.members(), seed).compare(cohorts, groups);
  }

  private FacetParts compare(Compared<Cohort> cohorts, Groups groups) {
    FacetParts parts = new FacetParts(Facet.JOINT_STRUCTURE);
    Compared<double[]> sums = cohorts.map(this::sums);
    double[][] byGroup = groups.each(this::sums).toArray(double[][]::new);
    for (Kinship kinship : Kinship.values()) {
      int[] chosen = chosen(kinship, sums, cohorts);
      if (chosen.length == 0) {
        parts.leaveOut(
            kinship.words, "no pair is known together 20 times, and once for every five patients");
        continue;
      }
      Compared<double[]> correlations = sums.map(s -> correlations(s, chosen));
      double[][] part = Arrays.stream(byGroup).map(s -> part(s, chosen)).toArray(double[][]::new);
      int[] all = new int[chosen.length];
      Arrays.setAll(all, i -> i);
      double[] errors = errors(correlations, correlations.holdout());
      parts.add(
          Component.ofDistance(
              Facet.JOINT_STRUCTURE, kinship.words, errors[0], errors[1], errors[2]),
          draw -> errors(correlations, correlations(draw.sums(part), all)));
    }
    return parts;
  }

  private int[] chosen(Kinship kinship, Compared<double[]> sums, Compared<Cohort> cohorts) {
    int[] chosen = new int[pairs.length];
    int count = 0;
    for (int p = 0; p < pairs.length; p++) {
      if (pairs[p] == kinship
          && Columns.enough((long) sums.members()[p * SUMS], cohorts.members())
          && Columns.enough((long) sums.holdout()[p * SUMS], cohorts.holdout())) {
        chosen[count++] = p;
      }
    }
    return Arrays.copyOf(chosen, count);
  }

  private static double[] part(double[] sums, int[] chosen) {
    double[] part = new double[chosen.length * SUMS];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(sums, chosen[i] * SUMS, part, i * SUMS, SUMS);
    }
    return part;
  }

  /** Mean squared differences to the holdout; trivial: nothing goes together. */
  private static double[] errors(Compared<double[]> correlations, double[] truth) {
    return new double[] {
      difference(new double[truth.length], truth),
      difference(correlations.members(), truth),
      difference(correlations.release(), truth)
    };
  }

  private static double difference(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum / a.length;
  }

  /** 0 where one side is constant or the pair is unknown. */
  private static double[] correlations(double[] sums, int[] chosen) {
    double[] correlations = new double[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      int at = chosen[i] * SUMS;
      double n = sums[at];
      double meanA = sums[at + 1] / n;
      double meanB = sums[at + 2] / n;
      double varianceA = sums[at + 3] / n - meanA * meanA;
      double varianceB = sums[at + 4] / n - meanB * meanB;
      if (n > 0 && varianceA > 1e-9 && varianceB > 1e-9) {
        double r = (sums[at + 5] / n - meanA * meanB) / Math.sqrt(varianceA * varianceB);
        correlations[i] = Math.max(-1, Math.min(1, r));
      }
    }
    return correlations;
  }

  /** [pairs * 6] of a cohort. */
  private double[] sums(Cohort cohort) {
    int width = features.size();
    double[] sums = new double[pairs.length * SUMS];
    double[] fixed = new double[statics.size()];
    double[] now = new double[width];
    double[] last = new double[width];
    int[] here = new int[width];
    for (Patient patient : cohort.patients()) {
      Arrays.fill(last, Double.NaN);
      encode(statics, patient.statics(), 0, fixed);
      for (int t = 0; t < patient.length(); t++) {
        encode(features, patient.values(), t * schema.featureCount(), now);
        int count = 0;
        for (int i = 0; i < width; i++) {
          if (!Double.isNaN(now[i])) {
            here[count++] = i;
          }
        }
        for (int i = 0; i < count; i++) {
          add(here[i], now, last, fixed, here, i, sums);
        }
        for (int i = 0; i < count; i++) {
          last[here[i]] = now[here[i]];
        }
      }
    }
    return sums;
  }

  private void add(
      int b, double[] now, double[] last, double[] fixed, int[] here, int before, double[] sums) {
    int width = features.size();
    int own = features.get(b).variable();
    for (int j = 0; j < before; j++) {
      if (features.get(here[j]).variable() != own) {
        add(sums, here[j] * width + b, now[here[j]], now[b]);
      }
    }
    for (int a = 0; a < width; a++) {
      if (!Double.isNaN(last[a]) && features.get(a).variable() != own) {
        add(sums, (width + a) * width + b, last[a], now[b]);
      }
    }
    for (int s = 0; s < fixed.length; s++) {
      if (!Double.isNaN(fixed[s])) {
        add(sums, 2 * width * width + s * width + b, fixed[s], now[b]);
      }
    }
  }

  private static void add(double[] sums, int pair, double a, double b) {
    int at = pair * SUMS;
    sums[at]++;
    sums[at + 1] += a;
    sums[at + 2] += b;
    sums[at + 3] += a * a;
    sums[at + 4] += b * b;
    sums[at + 5] += a * b;
  }

  private static void encode(List<Axis> numbers, float[] values, int from, double[] to) {
    for (int i = 0; i < to.length; i++) {
      Axis number = numbers.get(i);
      to[i] = number.encoding().number(values[from + number.variable()], number.offset());
    }
  }
}
