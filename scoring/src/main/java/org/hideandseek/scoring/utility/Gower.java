package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Variable;

/**
 * Gower's distance between rows of mixed columns (Gower, Biometrics 1971;27:857-871), with the
 * rules of SDMetrics' distance to the closest record: numbers differ by {@code |a - b|} over the
 * range of the reference, at most 1; codes by 0 or 1; an unknown cell from a known one by 1, from
 * an unknown one by 0; the distance is the mean over columns.
 */
final class Gower {
  private final List<Variable> columns;
  private final List<float[]> reference;
  private final double[] ranges;

  /**
   * Takes the ranges of a reference.
   *
   * @param columns S of them
   * @param reference rows [S] that others are measured against; NaN = unknown
   */
  Gower(List<Variable> columns, List<float[]> reference) {
    this.columns = columns;
    this.reference = reference;
    ranges = new double[columns.size()];
    for (int s = 0; s < ranges.length; s++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (float[] row : reference) {
        if (!Float.isNaN(row[s])) {
          low = Math.min(low, row[s]);
          high = Math.max(high, row[s]);
        }
      }
      ranges[s] = Math.max(0, high - low);
    }
  }

  /** Against the statics of a cohort. */
  static Gower ofStatics(Cohort cohort) {
    return new Gower(cohort.schema().statics(), statics(cohort));
  }

  /** Mean distance of a cohort's statics to the closest row; empty where there are none. */
  OptionalDouble meanClosest(Cohort cohort) {
    return columns.isEmpty() || reference.isEmpty()
        ? OptionalDouble.empty()
        : statics(cohort).stream().mapToDouble(this::closest).average();
  }

  private static List<float[]> statics(Cohort cohort) {
    List<float[]> rows = new ArrayList<>(cohort.size());
    for (Patient patient : cohort.patients()) {
      rows.add(patient.statics());
    }
    return rows;
  }

  /** Distance of a row to the closest of the reference, in [0, 1]; infinite if there is none. */
  double closest(float[] row) {
    double closest = Double.POSITIVE_INFINITY;
    for (float[] other : reference) {
      double sum = 0;
      for (int s = 0; s < row.length && sum < closest * row.length; s++) {
        sum += difference(s, row[s], other[s]);
      }
      closest = Math.min(closest, sum / row.length);
    }
    return closest;
  }

  private double difference(int column, float a, float b) {
    if (Float.isNaN(a) || Float.isNaN(b)) {
      return Float.isNaN(a) && Float.isNaN(b) ? 0 : 1;
    }
    if (a == b) {
      return 0;
    }
    return columns.get(column).kind() != Kind.NUMERIC || ranges[column] == 0
        ? 1
        : Math.min(1, Math.abs((double) a - b) / ranges[column]);
  }
}
