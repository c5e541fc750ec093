package org.hideandseek.hiders.scaling;

import java.util.Arrays;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/**
 * What regressions see instead of values: numbers as their normal scores, codes as one channel for
 * each code but the first, less its share.
 */
public final class Coding {
  private final Schema schema;
  private final NumericMarginal gaps;
  private final NumericMarginal[] numbers;
  private final double[][] shares;
  private final double[] measured;
  private final double typicalGap;
  private final boolean everEmpty;

  public Coding(Cohort members) {
    schema = members.schema();
    int width = schema.featureCount();
    int cells = members.patients().stream().mapToInt(patient -> patient.values().length).sum();
    numbers = new NumericMarginal[width];
    shares = new double[width][];
    measured = new double[width];
    for (int f = 0; f < width; f++) {
      float[] values = new float[cells / width];
      int count = 0;
      for (Patient patient : members.patients()) {
        for (int step = 0; step < patient.length(); step++) {
          if (patient.observed(step, f)) {
            values[count++] = patient.value(step, f);
          }
        }
      }
      measured[f] = (double) count / values.length;
      Variable variable = schema.features().get(f);
      float[] own = Arrays.copyOf(values, count);
      if (variable.kind() == Kind.NUMERIC) {
        numbers[f] = new NumericMarginal(own, variable.min(), variable.max());
      } else {
        shares[f] = new double[variable.codes()];
        for (float code : own) {
          shares[f][(int) code] += 1.0 / count;
        }
      }
    }
    float[] pooled = gapsOf(members);
    gaps = new NumericMarginal(pooled, 0, schema.horizon());
    double sum = 0;
    for (float gap : pooled) {
      sum += gap;
    }
    typicalGap = sum > 0 ? sum / pooled.length : 1;
    everEmpty =
        members.patients().stream()
            .anyMatch(
                patient -> {
                  for (int step = 0; step < patient.length(); step++) {
                    boolean empty = true;
                    for (int f = 0; f < width; f++) {
                      empty &= !patient.observed(step, f);
                    }
                    if (empty) {
                      return true;
                    }
                  }
                  return false;
                });
  }

  private static float[] gapsOf(Cohort members) {
    float[] gaps = new float[members.patients().stream().mapToInt(p -> p.length() - 1).sum()];
    int end = 0;
    for (Patient patient : members.patients()) {
      for (int step = 1; step < patient.length(); step++) {
        gaps[end++] = patient.times()[step] - patient.times()[step - 1];
      }
    }
    return gaps;
  }

  public Schema schema() {
    return schema;
  }

  public boolean numeric(int feature) {
    return numbers[feature] != null;
  }

  /** The distribution of a numeric feature. */
  public Marginal number(int feature) {
    return numbers[feature];
  }

  /** The distribution of the time from one step to the next. */
  public Marginal gap() {
    return gaps;
  }

  /** The share of steps at which a feature is measured. */
  public double measured(int feature) {
    return measured[feature];
  }

  /** The mean time from one step to the next. */
  public double typicalGap() {
    return typicalGap;
  }

  /** Whether any member has a step without any measurement. */
  public boolean everEmpty() {
    return everEmpty;
  }

  public int channels(int feature) {
    return numeric(feature) ? 1 : shares[feature].length - 1;
  }

  /** The channels of a measured value. */
  public double[] encode(int feature, float value) {
    if (numeric(feature)) {
      return new double[] {numbers[feature].score(value)};
    }
    double[] channels = new double[shares[feature].length - 1];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = (value == i + 1 ? 1 : 0) - shares[feature][i + 1];
    }
    return channels;
  }
}
