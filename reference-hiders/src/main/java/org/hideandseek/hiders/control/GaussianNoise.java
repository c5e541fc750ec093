package org.hideandseek.hiders.control;

import java.util.List;
import java.util.random.RandomGenerator;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Variable;

/**
 * Gaussian noise in standard deviations of each numeric feature (over all its measurements) and
 * static, clipped to the schema's bounds. Codes and what is missing stay as they are.
 */
final class GaussianNoise {
  private final List<Variable> features;
  private final List<Variable> statics;
  private final double[] featureNoise;
  private final double[] staticNoise;

  /**
   * Measures the spread of every variable.
   *
   * @param members what to measure it on
   * @param strength in standard deviations
   */
  GaussianNoise(Cohort members, double strength) {
    features = members.schema().features();
    statics = members.schema().statics();
    Spread[] featureSpread = Spread.ofEach(features.size());
    Spread[] staticSpread = Spread.ofEach(statics.size());
    for (Patient patient : members.patients()) {
      float[] values = patient.values();
      for (int cell = 0; cell < values.length; cell++) {
        featureSpread[cell % features.size()].add(values[cell]);
      }
      for (int s = 0; s < statics.size(); s++) {
        staticSpread[s].add(patient.statics()[s]);
      }
    }
    featureNoise = noise(features, featureSpread, strength);
    staticNoise = noise(statics, staticSpread, strength);
  }

  private static double[] noise(List<Variable> variables, Spread[] spreads, double strength) {
    double[] noise = new double[spreads.length];
    for (int i = 0; i < noise.length; i++) {
      boolean numeric = variables.get(i).kind() == Kind.NUMERIC;
      noise[i] = numeric ? strength * spreads[i].standardDeviation() : 0;
    }
    return noise;
  }

  /** Steps of F values with noise on them. */
  float[] onSteps(float[] values, RandomGenerator random) {
    float[] noisy = new float[values.length];
    for (int cell = 0; cell < values.length; cell++) {
      int feature = cell % features.size();
      noisy[cell] = on(values[cell], featureNoise[feature], features.get(feature), random);
    }
    return noisy;
  }

  /** S statics with noise on them. */
  float[] onStatics(float[] values, RandomGenerator random) {
    float[] noisy = new float[values.length];
    for (int s = 0; s < values.length; s++) {
      noisy[s] = on(values[s], staticNoise[s], statics.get(s), random);
    }
    return noisy;
  }

  private static float on(float value, double noise, Variable variable, RandomGenerator random) {
    if (noise == 0 || Float.isNaN(value)) {
      return value;
    }
    float noisy = (float) (value + noise * random.nextGaussian());
    return Math.min(variable.max(), Math.max(variable.min(), noisy));
  }

  /** A running standard deviation (Welford). */
  private static final class Spread {
    private long count;
    private double mean;
    private double squares;

    static Spread[] ofEach(int variables) {
      Spread[] spreads = new Spread[variables];
      for (int i = 0; i < variables; i++) {
        spreads[i] = new Spread();
      }
      return spreads;
    }

    void add(float value) {
      if (!Float.isNaN(value)) {
        count++;
        double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
      }
    }

    double standardDeviation() {
      return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
    }
  }
}
