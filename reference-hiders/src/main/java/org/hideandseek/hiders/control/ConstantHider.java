package org.hideandseek.hiders.control;

import java.util.Arrays;
import java.util.Collections;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;

/**
 * Releases one patient again and again: of median length, with median time gaps, and the median or
 * the commonest code of every variable at every step. Nearly nothing about any member is in it, and
 * nearly nothing of use.
 */
public final class ConstantHider implements Hider {

  @Override
  public Cohort release(Task task, Cohort members) {
    Schema schema = members.schema();
    int width = schema.featureCount();
    int length = (int) median(members.patients().stream().mapToDouble(Patient::length));
    float[] times = new float[length];
    double gap = length == 1 ? 0 : median(gaps(members));
    for (int step = 1; step < length; step++) {
      times[step] = (float) Math.min(schema.horizon(), step * gap);
    }
    float[] values = new float[length * width];
    for (int feature = 0; feature < width; feature++) {
      float typical = typical(schema.features().get(feature), measurements(members, feature));
      for (int step = 0; step < length; step++) {
        values[step * width + feature] = typical;
      }
    }
    float[] statics = new float[schema.staticCount()];
    for (int s = 0; s < statics.length; s++) {
      int own = s;
      statics[s] =
          typical(
              schema.statics().get(s),
              members.patients().stream().mapToDouble(patient -> patient.statics()[own]));
    }
    return new Cohort(
        schema, Collections.nCopies(task.records(), new Patient(times, values, statics)));
  }

  private static DoubleStream gaps(Cohort members) {
    return members.patients().stream()
        .flatMapToDouble(
            patient ->
                IntStream.range(1, patient.length())
                    .mapToDouble(step -> patient.times()[step] - patient.times()[step - 1]));
  }

  private static DoubleStream measurements(Cohort members, int feature) {
    return members.patients().stream()
        .flatMapToDouble(
            patient ->
                IntStream.range(0, patient.length())
                    .mapToDouble(step -> patient.value(step, feature)));
  }

  /** The median or the commonest code of what is known; NaN where nothing is. */
  private static float typical(Variable variable, DoubleStream values) {
    double[] known = values.filter(value -> !Double.isNaN(value)).toArray();
    if (known.length == 0) {
      return Float.NaN;
    }
    if (variable.kind() == Kind.NUMERIC) {
      return (float) median(Arrays.stream(known));
    }
    int[] counts = new int[variable.codes()];
    for (double code : known) {
      counts[(int) code]++;
    }
    int commonest = 0;
    for (int code = 1; code < counts.length; code++) {
      if (counts[code] > counts[commonest]) {
        commonest = code;
      }
    }
    return commonest;
  }

  /** The lower median, so that it is a value that occurs. */
  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }
}
