package org.hideandseek.hiders.microaggregation;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/**
 * The one patient that stands for a group: as long as its members are on average, with mean gaps,
 * mean numbers, and the code that most have. What most have measured, or known, is measured or
 * known. A coin decides between equals. Step by step those members count that have the step.
 */
final class Average {
  private final Schema schema;
  private final List<Patient> group;
  private final RandomGenerator random;

  private Average(Schema schema, List<Patient> group, RandomGenerator random) {
    this.schema = schema;
    this.group = group;
    this.random = random;
  }

  /** Averages a group that is not empty. */
  static Patient of(Schema schema, List<Patient> group, RandomGenerator random) {
    return new Average(schema, group, random).patient();
  }

  private Patient patient() {
    double mean = group.stream().mapToInt(Patient::length).average().orElseThrow();
    int length = (int) Math.rint(mean);
    int features = schema.featureCount();
    float[] times = new float[length];
    float[] values = new float[length * features];
    for (int step = 0; step < length; step++) {
      int now = step;
      List<Patient> here = group.stream().filter(patient -> patient.length() > now).toList();
      if (step > 0) {
        double gap =
            here.stream()
                .mapToDouble(patient -> patient.times()[now] - patient.times()[now - 1])
                .average()
                .orElseThrow();
        times[step] = (float) Math.min(schema.horizon(), times[step - 1] + gap);
      }
      values(here, step, values);
    }
    float[] statics = new float[schema.staticCount()];
    for (int s = 0; s < statics.length; s++) {
      float[] known = new float[group.size()];
      int count = 0;
      for (Patient patient : group) {
        if (!Float.isNaN(patient.statics()[s])) {
          known[count++] = patient.statics()[s];
        }
      }
      boolean most = most(count, group.size());
      statics[s] = most ? average(schema.statics().get(s), Arrays.copyOf(known, count)) : Float.NaN;
    }
    return new Patient(times, values, statics);
  }

  /** The values of a step; something is measured if one of the members has something measured. */
  private void values(List<Patient> here, int step, float[] values) {
    int features = schema.featureCount();
    int most = 0;
    float[][] measured = new float[features][];
    boolean nothing = true;
    for (int f = 0; f < features; f++) {
      float[] own = new float[here.size()];
      int count = 0;
      for (Patient patient : here) {
        if (patient.observed(step, f)) {
          own[count++] = patient.value(step, f);
        }
      }
      measured[f] = Arrays.copyOf(own, count);
      most = count > measured[most].length ? f : most;
      boolean takes = most(count, here.size());
      nothing &= !takes;
      values[step * features + f] =
          takes ? average(schema.features().get(f), measured[f]) : Float.NaN;
    }
    if (nothing && measured[most].length > 0) {
      values[step * features + most] = average(schema.features().get(most), measured[most]);
    }
  }

  private boolean most(int count, int of) {
    return 2 * count == of ? random.nextBoolean() : 2 * count > of;
  }

  /** The mean of numbers, the most frequent of codes. */
  private float average(Variable variable, float[] values) {
    if (variable.kind() == Kind.NUMERIC) {
      double sum = 0;
      for (float value : values) {
        sum += value;
      }
      return (float) (sum / values.length);
    }
    int[] counts = new int[variable.codes()];
    for (float value : values) {
      counts[(int) value]++;
    }
    int largest = Arrays.stream(counts).max().orElseThrow();
    int[] codes =
        IntStream.range(0, counts.length).filter(code -> counts[code] == largest).toArray();
    return codes[random.nextInt(codes.length)];
  }
}
