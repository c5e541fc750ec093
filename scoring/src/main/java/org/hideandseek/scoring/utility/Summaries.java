package org.hideandseek.scoring.utility;

import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Role;

/**
 * A patient as one row of numbers: of every number of every feature the first, last, mean, smallest
 * and largest value and the standard deviation; of every feature the share of steps at which it is
 * measured; the number of steps, the time from first to last and the mean time gap; and the
 * statics, with or without the outcome. Values have location and scale of the members; NaN =
 * unknown.
 */
final class Summaries {
  private static final int MOMENTS = 6;

  private final List<Encoding> features;
  private final List<Encoding> statics;
  private final boolean withOutcome;
  private final int columns;

  Summaries(Cohort members, boolean withOutcome) {
    features = Encoding.features(members);
    statics = Encoding.statics(members);
    this.withOutcome = withOutcome;
    columns =
        MOMENTS * features.stream().mapToInt(Encoding::width).sum()
            + features.size()
            + 3
            + statics.stream().filter(this::isInput).mapToInt(Encoding::width).sum();
  }

  private boolean isInput(Encoding encoding) {
    return withOutcome || encoding.variable().role() != Role.OUTCOME;
  }

  int columns() {
    return columns;
  }

  /** [n * P] row-major. */
  float[] of(Cohort cohort, int[] patients) {
    float[] table = new float[patients.length * columns];
    for (int i = 0; i < patients.length; i++) {
      write(cohort.patient(patients[i]), table, i * columns);
    }
    return table;
  }

  private void write(Patient patient, float[] to, int from) {
    int at = from;
    int length = patient.length();
    for (int f = 0; f < features.size(); f++) {
      int measured = 0;
      for (int t = 0; t < length; t++) {
        measured += Float.isFinite(patient.value(t, f)) ? 1 : 0;
      }
      to[at++] = (float) measured / length;
      for (int k = 0; k < features.get(f).width(); k++) {
        summarise(patient, f, k, to, at);
        at += MOMENTS;
      }
    }
    float[] times = patient.times();
    to[at++] = length;
    to[at++] = times[length - 1];
    to[at++] = length > 1 ? times[length - 1] / (length - 1) : Float.NaN;
    for (int s = 0; s < statics.size(); s++) {
      Encoding encoding = statics.get(s);
      for (int k = 0; isInput(encoding) && k < encoding.width(); k++) {
        to[at++] = (float) encoding.number(patient.statics()[s], k);
      }
    }
  }

  private void summarise(Patient patient, int feature, int offset, float[] to, int at) {
    Encoding encoding = features.get(feature);
    int count = 0;
    double first = Double.NaN;
    double last = Double.NaN;
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    for (int t = 0; t < patient.length(); t++) {
      double number = encoding.number(patient.value(t, feature), offset);
      if (!Double.isNaN(number)) {
        first = count == 0 ? number : first;
        last = number;
        smallest = Math.min(smallest, number);
        largest = Math.max(largest, number);
        sum += number;
        squares += number * number;
        count++;
      }
    }
    if (count == 0) {
      Arrays.fill(to, at, at + MOMENTS, Float.NaN);
      return;
    }
    double mean = sum / count;
    to[at] = (float) first;
    to[at + 1] = (float) last;
    to[at + 2] = (float) mean;
    to[at + 3] = (float) smallest;
    to[at + 4] = (float) largest;
    to[at + 5] =
        count > 1 ? (float) Math.sqrt(Math.max(0, squares / count - mean * mean)) : Float.NaN;
  }
}
