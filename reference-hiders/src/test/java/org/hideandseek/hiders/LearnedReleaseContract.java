package org.hideandseek.hiders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.junit.jupiter.api.Test;

/** What a release of a hider that learns must have of its members, and what it must not. */
public abstract class LearnedReleaseContract {
  /** Learn from these. */
  protected static final Cohort MEMBERS = SimulatedCohorts.simulated(1500, 21);

  /** As many patients as there are members, learned from them. */
  protected abstract Cohort release();

  /** How far quantiles of time gaps may lie from those of the members, in days. */
  protected double gapTolerance() {
    return 0.3;
  }

  @Test
  void lengthsAndTimeGapsAreDistributedAlike() {
    assertThat(mean(release(), Patient::length))
        .isCloseTo(mean(MEMBERS, Patient::length), within(0.6));
    double[] released = gaps(release());
    double[] real = gaps(MEMBERS);
    for (double level : new double[] {0.1, 0.5, 0.9, 0.99}) {
      assertThat(quantile(released, level))
          .isCloseTo(quantile(real, level), within(gapTolerance()));
    }
  }

  @Test
  void everyFeatureIsDistributedAlike() {
    for (int feature = 0; feature < 2; feature++) {
      double[] released = values(release(), feature);
      double[] real = values(MEMBERS, feature);
      for (double level : new double[] {0.05, 0.25, 0.5, 0.75, 0.95}) {
        assertThat(quantile(released, level))
            .isCloseTo(quantile(real, level), within(0.15 * sd(real)));
      }
    }
    assertThat(Arrays.stream(values(release(), 2)).average().orElseThrow())
        .isCloseTo(Arrays.stream(values(MEMBERS, 2)).average().orElseThrow(), within(0.04));
  }

  @Test
  void neighbouringValuesStayAsAlike() {
    for (int feature = 0; feature < 3; feature++) {
      assertThat(lagOne(release(), feature)).isCloseTo(lagOne(MEMBERS, feature), within(0.05));
    }
    assertThat(lagOne(release(), 0)).isGreaterThan(0.8);
  }

  @Test
  void whatIsMissingIsMissingAsOftenAndInRuns() {
    assertThat(measured(release(), 1)).isCloseTo(measured(MEMBERS, 1), within(0.03));
    assertThat(measured(release(), 0)).isEqualTo(1);
    assertThat(measuredAgain(release())).isCloseTo(measuredAgain(MEMBERS), within(0.03));
  }

  @Test
  void staticsKeepTheirSharesAndWhatGoesTogetherStaysTogether() {
    for (float code : new float[] {0, 1, 2}) {
      assertThat(mean(release(), p -> p.statics()[1] == code ? 1 : 0))
          .isCloseTo(mean(MEMBERS, p -> p.statics()[1] == code ? 1 : 0), within(0.05));
    }
    assertThat(mean(release(), p -> Float.isNaN(p.statics()[1]) ? 1 : 0))
        .isCloseTo(0.2, within(0.04));
    assertThat(correlation(release(), p -> p.statics()[0], p -> p.statics()[2]))
        .isCloseTo(correlation(MEMBERS, p -> p.statics()[0], p -> p.statics()[2]), within(0.08));
    assertThat(correlation(release(), p -> p.statics()[0], p -> p.value(0, 0)))
        .isCloseTo(correlation(MEMBERS, p -> p.statics()[0], p -> p.value(0, 0)), within(0.08));
    assertThat(correlation(release(), p -> p.statics()[2], LearnedReleaseContract::last))
        .isCloseTo(
            correlation(MEMBERS, p -> p.statics()[2], LearnedReleaseContract::last), within(0.1));
  }

  @Test
  void noMemberIsCopied() {
    Set<List<Float>> pairs = new HashSet<>();
    Set<Float> gaps = new HashSet<>();
    for (Patient member : MEMBERS.patients()) {
      for (int step = 1; step < member.length(); step++) {
        pairs.add(List.of(member.value(step - 1, 0), member.value(step, 0)));
        gaps.add(member.times()[step] - member.times()[step - 1]);
      }
    }
    int samePairs = 0;
    int sameGaps = 0;
    int all = 0;
    for (Patient patient : release().patients()) {
      for (int step = 1; step < patient.length(); step++) {
        all++;
        samePairs +=
            pairs.contains(List.of(patient.value(step - 1, 0), patient.value(step, 0))) ? 1 : 0;
        sameGaps += gaps.contains(patient.times()[step] - patient.times()[step - 1]) ? 1 : 0;
      }
    }
    assertThat(samePairs).isZero();
    assertThat(sameGaps / (double) all).isLessThan(0.01);
  }

  private static double last(Patient patient) {
    return patient.value(patient.length() - 1, 0);
  }

  private static double mean(Cohort cohort, ToDoubleFunction<Patient> of) {
    return cohort.patients().stream().mapToDouble(of).average().orElseThrow();
  }

  private static double correlation(
      Cohort cohort, ToDoubleFunction<Patient> one, ToDoubleFunction<Patient> other) {
    double[] x = cohort.patients().stream().mapToDouble(one).toArray();
    double[] y = cohort.patients().stream().mapToDouble(other).toArray();
    return correlation(x, y);
  }

  private static double correlation(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double covariance =
        IntStream.range(0, x.length)
            .mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY))
            .average()
            .orElseThrow();
    return covariance / (sd(x) * sd(y));
  }

  private static double sd(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  private static double quantile(double[] values, double level) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (level * sorted.length)];
  }

  private static double[] gaps(Cohort cohort) {
    return cohort.patients().stream()
        .flatMapToDouble(
            p ->
                IntStream.range(1, p.length())
                    .mapToDouble(step -> p.times()[step] - p.times()[step - 1]))
        .toArray();
  }

  private static double[] values(Cohort cohort, int feature) {
    return cohort.patients().stream()
        .flatMapToDouble(
            p -> IntStream.range(0, p.length()).mapToDouble(step -> p.value(step, feature)))
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  private static double lagOne(Cohort cohort, int feature) {
    return correlation(pairs(cohort, feature, 1), pairs(cohort, feature, 0));
  }

  /** The values of steps that are measured like the step before, {@code lag} steps back. */
  private static double[] pairs(Cohort cohort, int feature, int lag) {
    return cohort.patients().stream()
        .flatMapToDouble(
            p ->
                IntStream.range(1, p.length())
                    .filter(step -> p.observed(step, feature) && p.observed(step - 1, feature))
                    .mapToDouble(step -> p.value(step - lag, feature)))
        .toArray();
  }

  private static double measured(Cohort cohort, int feature) {
    return cells(cohort, feature, 0).average().orElseThrow();
  }

  private static double measuredAgain(Cohort cohort) {
    return cells(cohort, 1, 1).average().orElseThrow();
  }

  /** Whether a feature is measured, at the steps {@code lag} after one that is. */
  private static DoubleStream cells(Cohort cohort, int feature, int lag) {
    return cohort.patients().stream()
        .flatMapToDouble(
            p ->
                IntStream.range(lag, p.length())
                    .filter(step -> lag == 0 || p.observed(step - lag, feature))
                    .mapToDouble(step -> p.observed(step, feature) ? 1 : 0));
  }
}
