package org.hideandseek.hiders.scaling;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
  private final List<FeatureMarginal> features;
  private final Marginal gaps;
  private final double typicalGap;
  private final boolean everEmpty;

  /**
   * What is known of the values of one feature.
   *
   * @param number the distribution of a numeric feature; empty for codes
   * @param shares [codes] of a feature with codes; empty for numbers
   * @param measured the share of steps at which it is measured
   */
  public record FeatureMarginal(Optional<Marginal> number, List<Double> shares, double measured) {
    public FeatureMarginal {
      shares = List.copyOf(shares);
      if (number.isPresent() != shares.isEmpty()) {
        throw new IllegalArgumentException("a feature has either numbers or codes");
      }
    }

    public static FeatureMarginal ofNumber(Marginal number, double measured) {
      return new FeatureMarginal(Optional.of(number), List.of(), measured);
    }

    public static FeatureMarginal ofCodes(double[] shares, double measured) {
      return new FeatureMarginal(
          Optional.empty(), Arrays.stream(shares).boxed().toList(), measured);
    }
  }

  /**
   * A coding by distributions that somebody else has learned.
   *
   * @param features in the order of the schema
   * @param gaps the distribution of the time from one step to the next
   * @param typicalGap the mean time from one step to the next, above 0
   * @param everEmpty whether there are steps without any measurement
   */
  public Coding(
      Schema schema,
      List<FeatureMarginal> features,
      Marginal gaps,
      double typicalGap,
      boolean everEmpty) {
    this.schema = schema;
    this.features = List.copyOf(features);
    this.gaps = gaps;
    this.typicalGap = typicalGap;
    this.everEmpty = everEmpty;
  }

  public Coding(Cohort members) {
    schema = members.schema();
    features =
        IntStream.range(0, schema.featureCount()).mapToObj(f -> featureOf(members, f)).toList();
    float[] pooled = gapsOf(members);
    gaps = new NumericMarginal(pooled, 0, schema.horizon());
    double sum = 0;
    for (float gap : pooled) {
      sum += gap;
    }
    typicalGap = sum > 0 ? sum / pooled.length : 1;
    everEmpty = members.patients().stream().anyMatch(Coding::hasEmptyStep);
  }

  private static FeatureMarginal featureOf(Cohort members, int feature) {
    Variable variable = members.schema().features().get(feature);
    float[] values = new float[members.patients().stream().mapToInt(Patient::length).sum()];
    int count = 0;
    for (Patient patient : members.patients()) {
      for (int step = 0; step < patient.length(); step++) {
        if (patient.observed(step, feature)) {
          values[count++] = patient.value(step, feature);
        }
      }
    }
    double measured = (double) count / values.length;
    float[] own = Arrays.copyOf(values, count);
    if (variable.kind() == Kind.NUMERIC) {
      return FeatureMarginal.ofNumber(
          new NumericMarginal(own, variable.min(), variable.max()), measured);
    }
    double[] shares = new double[variable.codes()];
    for (float code : own) {
      shares[(int) code] += 1.0 / count;
    }
    return FeatureMarginal.ofCodes(shares, measured);
  }

  /** Whether a patient has a step without any measurement. */
  public static boolean hasEmptyStep(Patient patient) {
    for (int step = 0; step < patient.length(); step++) {
      boolean empty = true;
      for (int f = 0; f < patient.featureCount(); f++) {
        empty &= !patient.observed(step, f);
      }
      if (empty) {
        return true;
      }
    }
    return false;
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
    return features.get(feature).number().isPresent();
  }

  /** The distribution of a numeric feature. */
  public Marginal number(int feature) {
    return features.get(feature).number().orElseThrow();
  }

  /** The share of a code among the values of a feature with codes. */
  public double share(int feature, int code) {
    return features.get(feature).shares().get(code);
  }

  /** The distribution of the time from one step to the next. */
  public Marginal gap() {
    return gaps;
  }

  /** The share of steps at which a feature is measured. */
  public double measured(int feature) {
    return features.get(feature).measured();
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
    return numeric(feature) ? 1 : features.get(feature).shares().size() - 1;
  }

  /** The channels of a measured value. */
  public double[] encode(int feature, float value) {
    if (numeric(feature)) {
      return new double[] {number(feature).score(value)};
    }
    List<Double> shares = features.get(feature).shares();
    double[] channels = new double[shares.size() - 1];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = (value == i + 1 ? 1 : 0) - shares.get(i + 1);
    }
    return channels;
  }
}
