package org.hideandseek.scoring.disclosure;

import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;

/**
 * One patient on the common scale: the statics, the times after the first step, and the values, a
 * row for each feature. NaN where nothing is known; codes stay codes.
 */
final class KnownCells {
  private final float[] statics;
  private final float[] times;
  private final float[][] features;

  /** [S + F] how many cells of each attribute are known. */
  private final int[] known;

  private KnownCells(Patient patient, Scale scale) {
    int n = patient.length();
    statics = new float[scale.statics().length];
    times = new float[n - 1];
    features = new float[scale.features().length][n];
    known = new int[statics.length + features.length];
    for (int s = 0; s < statics.length; s++) {
      statics[s] = cell(scale.statics()[s], patient.statics()[s]);
      known[s] = Float.isNaN(statics[s]) ? 0 : 1;
    }
    for (int t = 0; t < n; t++) {
      if (t > 0) {
        times[t - 1] = scale.time().scaled(patient.times()[t]);
      }
      for (int f = 0; f < features.length; f++) {
        features[f][t] = cell(scale.features()[f], patient.value(t, f));
        known[statics.length + f] += Float.isNaN(features[f][t]) ? 0 : 1;
      }
    }
  }

  private static float cell(Spread spread, float value) {
    return spread.isNumeric() ? spread.scaled(value) : value;
  }

  static KnownCells[] ofEach(Cohort cohort, Scale scale) {
    return cohort.patients().stream()
        .map(patient -> new KnownCells(patient, scale))
        .toArray(KnownCells[]::new);
  }

  /** Whether anything of an attribute is known. */
  boolean has(int attribute) {
    return known[attribute] > 0;
  }

  /**
   * Compares two patients cell by cell: a squared difference where both have a cell, {@link
   * Scale#UNRELATED} where one has it.
   *
   * @param costs [S + F] squared difference of unlike codes; NaN for numbers
   * @param sums [S + F] receives the sum over the cells of each attribute
   * @param cells [S + F] receives the number of cells that at least one has
   * @return the sum over the times, whose number is that of the longer patient's steps but one
   */
  double compare(KnownCells other, double[] costs, double[] sums, int[] cells) {
    for (int v = 0; v < known.length; v++) {
      int joint = 0;
      double sum = 0;
      if (v < statics.length) {
        float difference = statics[v] - other.statics[v];
        if (!Float.isNaN(difference)) {
          joint = 1;
          sum = Double.isNaN(costs[v]) ? square(difference) : difference == 0 ? 0 : costs[v];
        }
      } else {
        float[] own = features[v - statics.length];
        float[] others = other.features[v - statics.length];
        int unlike = 0;
        for (int t = 0; t < Math.min(own.length, others.length); t++) {
          float difference = own[t] - others[t];
          if (!Float.isNaN(difference)) {
            joint++;
            sum += square(difference);
            unlike += difference == 0 ? 0 : 1;
          }
        }
        if (!Double.isNaN(costs[v])) {
          sum = unlike * costs[v];
        }
      }
      cells[v] = known[v] + other.known[v] - joint;
      sums[v] = sum + Scale.UNRELATED * (cells[v] - joint);
    }
    double sum = Scale.UNRELATED * Math.abs(times.length - other.times.length);
    for (int t = 0; t < Math.min(times.length, other.times.length); t++) {
      sum += square(times[t] - other.times[t]);
    }
    return sum;
  }

  /** How many times at least one of two patients has. */
  int times(KnownCells other) {
    return Math.max(times.length, other.times.length);
  }

  private static double square(double difference) {
    return difference * difference;
  }
}
