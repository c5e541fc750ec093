package org.hideandseek.scoring.utility;

import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;

/**
 * A patient's whole course as one point: for each step the time since the first one and the values,
 * then the statics, all in standard deviations of the members (after clipping to their 0.5 % and
 * 99.5 % quantiles), codes as indicators. What is past the end of a course is unknown. Of more than
 * 8,000 coordinates the first steps are taken.
 */
final class Courses {
  private static final int MOST = 8_000;

  private final List<Encoding> features;
  private final List<Encoding> statics;
  private final Clip time;
  private final int stepWidth;
  private final int steps;
  private final int dimensions;

  Courses(Cohort members) {
    features = Encoding.features(members);
    statics = Encoding.statics(members);
    Numbers times = new Numbers();
    for (Patient patient : members.patients()) {
      for (float at : patient.times()) {
        times.add(at);
      }
    }
    time = Clip.of(Sample.of(times.toArray()));
    stepWidth = 1 + features.stream().mapToInt(Encoding::width).sum();
    int longest = members.patients().stream().mapToInt(Patient::length).max().orElseThrow();
    steps = Math.min(longest, Math.max(1, MOST / stepWidth));
    dimensions = steps * stepWidth + statics.stream().mapToInt(Encoding::width).sum();
  }

  Points of(Cohort cohort) {
    float[] cells = new float[Math.multiplyExact(cohort.size(), dimensions)];
    Arrays.fill(cells, Float.NaN);
    for (int p = 0; p < cohort.size(); p++) {
      write(cohort.patient(p), cells, p * dimensions);
    }
    return new Points(cells, dimensions);
  }

  private void write(Patient patient, float[] cells, int from) {
    for (int t = 0; t < Math.min(steps, patient.length()); t++) {
      int at = from + t * stepWidth;
      // The first step's time is 0 for everybody and tells nothing.
      if (t > 0 && Float.isFinite(patient.times()[t])) {
        cells[at] = (float) time.standardised(patient.times()[t]);
      }
      at++;
      for (int f = 0; f < features.size(); f++) {
        at = write(features.get(f), patient.value(t, f), cells, at);
      }
    }
    int at = from + steps * stepWidth;
    for (int s = 0; s < statics.size(); s++) {
      at = write(statics.get(s), patient.statics()[s], cells, at);
    }
  }

  private static int write(Encoding encoding, float value, float[] cells, int at) {
    for (int k = 0; k < encoding.width(); k++) {
      cells[at + k] = (float) encoding.number(value, k);
    }
    return at + encoding.width();
  }
}
