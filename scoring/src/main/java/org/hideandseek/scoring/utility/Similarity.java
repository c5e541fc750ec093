package org.hideandseek.scoring.utility;

import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;

/** Complements of Kolmogorov and Smirnov's distance, as SDMetrics has them; NaN of nothing. */
final class Similarity {
  private Similarity() {}

  private static double complement(Numbers real, Numbers synthetic) {
    return 1 - Sample.of(real.toArray()).largestDifference(Sample.of(synthetic.toArray()));
  }

  /** Of the numbers of steps (SequenceLengthSimilarity). */
  static double ofLengths(Cohort real, Cohort synthetic) {
    return 1
        - Sample.of(Columns.lengths(real)).largestDifference(Sample.of(Columns.lengths(synthetic)));
  }

  /** Of the differences of consecutive measurements (InterRowMSAS). */
  static double ofDifferences(Cohort real, Cohort synthetic, int feature) {
    return complement(differences(real, feature), differences(synthetic, feature));
  }

  private static Numbers differences(Cohort cohort, int feature) {
    Numbers differences = new Numbers();
    Columns.pairs(cohort, feature, (previous, next) -> differences.add(next - previous));
    return differences;
  }

  /** Of the patients' means (StatisticMSAS). */
  static double ofMeans(Cohort real, Cohort synthetic, int feature) {
    return complement(means(real, feature), means(synthetic, feature));
  }

  private static Numbers means(Cohort cohort, int feature) {
    Numbers means = new Numbers();
    for (Patient patient : cohort.patients()) {
      double sum = 0;
      int count = 0;
      for (int t = 0; t < patient.length(); t++) {
        if (Float.isFinite(patient.value(t, feature))) {
          sum += patient.value(t, feature);
          count++;
        }
      }
      if (count > 0) {
        means.add((float) (sum / count));
      }
    }
    return means;
  }

  /** 1 - |difference| of the shares of steps without a value (MissingValueSimilarity). */
  static double ofMissing(Cohort real, Cohort synthetic, int feature) {
    return 1 - Math.abs(missing(real, feature) - missing(synthetic, feature));
  }

  private static double missing(Cohort cohort, int feature) {
    long steps = cohort.patients().stream().mapToLong(Patient::length).sum();
    return 1 - (double) Columns.feature(cohort, feature).length / steps;
  }
}
