package org.hideandseek.scoring.utility;

import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;

/**
 * {@link Summaries} in standard deviations of the members, moved into [-10, 10], the members' mean
 * where unknown: a complete point for each patient.
 */
final class Embedding {
  private static final double FARTHEST = 10;

  private final Summaries summaries;
  private final double[] means;
  private final double[] deviations;

  Embedding(Cohort members) {
    summaries = new Summaries(members, true);
    int columns = summaries.columns();
    means = new double[columns];
    deviations = new double[columns];
    float[] table = table(members);
    for (int c = 0; c < columns; c++) {
      Numbers known = new Numbers();
      for (int at = c; at < table.length; at += columns) {
        if (Float.isFinite(table[at])) {
          known.add(table[at]);
        }
      }
      Clip clip = Clip.of(Sample.of(known.toArray()));
      means[c] = clip.mean();
      deviations[c] = clip.deviation();
    }
  }

  /** [n * P] with NaN where unknown. */
  float[] table(Cohort cohort) {
    return summaries.of(cohort, IntStream.range(0, cohort.size()).toArray());
  }

  Points of(Cohort cohort) {
    float[] table = table(cohort);
    for (int at = 0; at < table.length; at++) {
      int c = at % means.length;
      double z = (table[at] - means[c]) / deviations[c];
      table[at] = Double.isNaN(z) ? 0 : (float) Math.max(-FARTHEST, Math.min(FARTHEST, z));
    }
    return new Points(table, means.length);
  }

  /** The rows of some patients. */
  static float[] rows(float[] table, int columns, int[] patients) {
    float[] rows = new float[patients.length * columns];
    for (int i = 0; i < patients.length; i++) {
      System.arraycopy(table, patients[i] * columns, rows, i * columns, columns);
    }
    return rows;
  }
}
