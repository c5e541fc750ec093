package org.hideandseek.challenges.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/** Patients for tests. */
final class Patients {
  /** Three steps, two features, two statics. */
  static final Schema SCHEMA =
      new Schema(
          "hours",
          3,
          48,
          List.of(Variable.numeric("sbp", "mmHg", 40, 300), Variable.binary("ventilated")),
          List.of(
              Variable.categorical("unit", List.of("medical", "surgical", "coronary")),
              Variable.binary("died").asOutcome()));

  private Patients() {}

  /** A random cohort in {@link #SCHEMA}, with gaps. */
  static Cohort random(int size, long seed) {
    Random random = new Random(seed);
    return new Cohort(SCHEMA, IntStream.range(0, size).mapToObj(i -> patient(random)).toList());
  }

  private static Patient patient(Random random) {
    int length = 1 + random.nextInt(3);
    float[] times = new float[length];
    float[] values = new float[length * 2];
    for (int t = 0; t < length; t++) {
      times[t] = t == 0 ? 0 : times[t - 1] + random.nextInt(20);
      values[2 * t] = random.nextInt(4) == 0 ? Float.NaN : 40 + 260 * random.nextFloat();
      values[2 * t + 1] = random.nextInt(4) == 0 ? Float.NaN : random.nextInt(2);
    }
    return new Patient(
        times, values, new float[] {random.nextInt(3), random.nextInt(4) == 0 ? Float.NaN : 1});
  }

  /** Whether two patients are the same, NaN for NaN. */
  static boolean same(Patient a, Patient b) {
    return Arrays.equals(a.times(), b.times())
        && Arrays.equals(a.values(), b.values())
        && Arrays.equals(a.statics(), b.statics());
  }
}
