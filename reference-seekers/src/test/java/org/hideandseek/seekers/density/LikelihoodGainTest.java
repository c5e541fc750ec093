package org.hideandseek.seekers.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class LikelihoodGainTest {
  private static final int SIZE = 300;
  private static final int DIMENSIONS = 3;

  private final SplittableRandom random = new SplittableRandom(8);
  private final double[][] reference = Points.random(SIZE, DIMENSIONS, random);
  private final double[][] release = Points.random(100, DIMENSIONS, random);
  private final double[][] candidates = Points.random(60, DIMENSIONS, random);
  private final double factor = Points.silvermanFactor(SIZE, DIMENSIONS);

  @Test
  void scoresAreTheLogarithmOfTheSumWithoutItsConstant() {
    for (int k : new int[] {1, 5, 100}) {
      ToDoubleFunction<double[]> score = new LikelihoodGain(k).on(release, reference);
      for (double[] candidate : candidates) {
        double sum = 0;
        for (double[] s : nearest(candidate, k)) {
          sum += Math.log(withCandidate(s, candidate)) - Math.log(without(s));
        }
        double constant = k * Math.log(SIZE / (SIZE + 1.0));
        assertThat(Math.exp(score.applyAsDouble(candidate)) + constant)
            .isCloseTo(sum, within(1e-9));
      }
    }
  }

  @Test
  void keepingTheBandwidthRanksLikeFittingAgain() {
    int k = 5;
    ToDoubleFunction<double[]> score = new LikelihoodGain(k).on(release, reference);
    double[] kept = new double[candidates.length];
    double[] again = new double[candidates.length];
    for (int i = 0; i < candidates.length; i++) {
      double[] candidate = candidates[i];
      kept[i] = Math.exp(score.applyAsDouble(candidate)) + k * Math.log(SIZE / (SIZE + 1.0));
      double[][] larger = Arrays.copyOf(reference, SIZE + 1);
      larger[SIZE] = candidate;
      for (double[] s : nearest(candidate, k)) {
        again[i] +=
            Math.log(Points.kernels(s, larger, Points.silvermanFactor(SIZE + 1, DIMENSIONS)))
                - Math.log(without(s));
      }
    }

    assertThat(rankCorrelation(kept, again)).isGreaterThan(0.99);
    for (int i = 0; i < kept.length; i++) {
      assertThat(again[i]).isCloseTo(kept[i], within(0.25 * Math.abs(kept[i]) + 0.05));
    }
  }

  @Test
  void gainsTooSmallForAFloatStillDiffer() {
    ToDoubleFunction<double[]> score = new LikelihoodGain(3).on(release, reference);

    float near = (float) score.applyAsDouble(new double[] {200, 0, 0});
    float far = (float) score.applyAsDouble(new double[] {300, 0, 0});

    assertThat(near).isLessThan(-30).isGreaterThan(far);
    assertThat(far).isFinite();
  }

  @Test
  void aReleaseThatNobodyIsNearGainsWithoutLimitButFinitely() {
    double[][] odd = {{1e5, 1e5, -1e5}};

    double score =
        new LikelihoodGain(1).on(odd, reference).applyAsDouble(new double[] {1e5, 1e5, -1e5});

    assertThat(score).isFinite().isGreaterThan(10);
  }

  @Test
  void fewerReleasedThanNeighboursAreAllTaken() {
    double[][] two = {release[0], release[1]};

    assertThat(new LikelihoodGain(200).on(two, reference).applyAsDouble(candidates[0]))
        .isEqualTo(new LikelihoodGain(2).on(two, reference).applyAsDouble(candidates[0]));
  }

  private double[][] nearest(double[] candidate, int k) {
    return Arrays.stream(release)
        .sorted(Comparator.comparing(s -> Density.squared(s, candidate)))
        .limit(k)
        .toArray(double[][]::new);
  }

  private double without(double[] s) {
    return Points.kernels(s, reference, factor);
  }

  private double withCandidate(double[] s, double[] candidate) {
    RealMatrix covariance = Points.covariance(reference).scalarMultiply(factor * factor);
    double sum = Points.normal(s, candidate, covariance);
    for (double[] patient : reference) {
      sum += Points.normal(s, patient, covariance);
    }
    return sum / (SIZE + 1);
  }

  private static double rankCorrelation(double[] one, double[] other) {
    double[] a = ranks(one);
    double[] b = ranks(other);
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return 1 - 6 * squares / (a.length * (a.length * (double) a.length - 1));
  }

  private static double[] ranks(double[] values) {
    return Arrays.stream(values)
        .map(v -> Arrays.stream(values).filter(other -> other < v).count())
        .toArray();
  }
}
