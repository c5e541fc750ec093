package org.hideandseek.scoring.disclosure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;

/**
 * What makes differences of unlike variables comparable: in every variable the squared difference
 * of two random patients is {@link #UNRELATED} on average. One scale is taken of all cohorts
 * together; scales of their own would move one against the other.
 *
 * @param time of times after the first step
 * @param statics [S]
 * @param features [F]
 */
record Scale(Spread time, Spread[] statics, Spread[] features) {
  /** The expected squared difference of two values that have nothing to do with each other. */
  static final double UNRELATED = 2;

  static Scale of(List<Cohort> cohorts) {
    Schema schema = cohorts.get(0).schema();
    Spread time = Spread.ofNumbers();
    Spread[] statics = schema.statics().stream().map(Spread::of).toArray(Spread[]::new);
    Spread[] features = schema.features().stream().map(Spread::of).toArray(Spread[]::new);
    for (Cohort cohort : cohorts) {
      for (Patient patient : cohort.patients()) {
        for (int t = 1; t < patient.length(); t++) {
          time.add(patient.times()[t]);
        }
        for (int s = 0; s < statics.length; s++) {
          statics[s].add(patient.statics()[s]);
        }
        float[] values = patient.values();
        for (int i = 0; i < values.length; i++) {
          features[i % features.length].add(values[i]);
        }
      }
    }
    return new Scale(time, statics, features);
  }

  /** [S, then F] some number of each attribute. */
  double[] each(ToDoubleFunction<Spread> number) {
    double[] numbers = new double[statics.length + features.length];
    for (int v = 0; v < numbers.length; v++) {
      numbers[v] =
          number.applyAsDouble(v < statics.length ? statics[v] : features[v - statics.length]);
    }
    return numbers;
  }
}
