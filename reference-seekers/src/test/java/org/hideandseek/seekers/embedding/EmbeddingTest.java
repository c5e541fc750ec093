package org.hideandseek.seekers.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.seekers.Crowd;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private final SplittableRandom random = new SplittableRandom(4);
  private final Cohort some = Crowd.of(150, random);
  private final Cohort others = Crowd.of(100, random);

  @Test
  void coordinatesAreUncorrelatedAndTheFirstVariesMost() {
    Embedding embedding = Embedding.of(List.of(some, others), 6);
    List<double[]> all = new ArrayList<>(List.of(embedding.points(some)));
    all.addAll(List.of(embedding.points(others)));

    assertThat(embedding.dimensions()).isEqualTo(6);
    double before = Double.POSITIVE_INFINITY;
    for (int d = 0; d < 6; d++) {
      assertThat(product(all, d, -1)).isCloseTo(0, within(1e-9));
      double variance = product(all, d, d);
      assertThat(variance).isPositive().isLessThanOrEqualTo(before);
      before = variance;
      for (int e = 0; e < d; e++) {
        assertThat(product(all, d, e)).isCloseTo(0, within(1e-9));
      }
    }
  }

  private static double product(List<double[]> points, int one, int other) {
    return points.stream()
        .mapToDouble(p -> p[one] * (other < 0 ? 1 : p[other]))
        .average()
        .orElseThrow();
  }

  @Test
  void allDimensionsKeepTheDistances() {
    Embedding few = Embedding.of(List.of(some, others), 3);
    Embedding all = Embedding.of(List.of(some, others), 1000);

    double[][] near = few.points(some);
    double[][] exact = all.points(some);

    assertThat(all.dimensions()).isLessThan(1000);
    for (int i = 1; i < some.size(); i++) {
      assertThat(squared(near[0], near[i])).isLessThanOrEqualTo(squared(exact[0], exact[i]));
    }
  }

  @Test
  void theUnitOfAFeatureDoesNotMatter() {
    UnaryOperator<Cohort> scaled = cohort -> feature(cohort, 1, value -> 50 * value + 3);
    double[][] plain = Embedding.of(List.of(some, others), 8).points(some);
    double[][] other =
        Embedding.of(List.of(scaled.apply(some), scaled.apply(others)), 8)
            .points(scaled.apply(some));

    for (int i = 1; i < plain.length; i++) {
      assertThat(squared(other[0], other[i])).isCloseTo(squared(plain[0], plain[i]), within(1e-3));
    }
  }

  @Test
  void aPatientIsAtOnePointInWhateverCohort() {
    Embedding embedding = Embedding.of(List.of(some, others), 8);

    assertThat(embedding.points(some.select(new int[] {7}))[0])
        .isEqualTo(embedding.points(some)[7]);
  }

  @Test
  void everyCohortMovesTheCommonScale() {
    Cohort moved = feature(others, 1, value -> value + 5);

    double[][] alone = Embedding.of(List.of(some), 8).points(some);
    double[][] together = Embedding.of(List.of(some, moved), 8).points(some);

    assertThat(together[0]).isNotEqualTo(alone[0]);
  }

  @Test
  void oneValueFarOffDoesNotOutweighAllElse() {
    Cohort typo = feature(some.select(new int[] {0}), 1, value -> 1e30f);
    double[][] points = Embedding.of(List.of(some), 8).points(typo);

    for (double coordinate : points[0]) {
      assertThat(coordinate).isFinite().isBetween(-60.0, 60.0);
    }
  }

  @Test
  void whereNothingVariesEverybodyIsAtOnePoint() {
    Cohort same = some.select(new int[20]);
    Cohort nobody = some.select(new int[0]);

    for (Cohort fitted : List.of(same, nobody)) {
      double[][] points = Embedding.of(List.of(fitted), 8).points(others);
      assertThat(points).hasDimensions(100, 1);
      assertThat(Arrays.stream(points).mapToDouble(p -> p[0])).containsOnly(0.0);
    }
  }

  private static double squared(double[] one, double[] other) {
    double sum = 0;
    for (int d = 0; d < one.length; d++) {
      sum += (one[d] - other[d]) * (one[d] - other[d]);
    }
    return sum;
  }

  private static Cohort feature(Cohort cohort, int feature, UnaryOperator<Float> to) {
    List<Patient> patients = new ArrayList<>();
    for (Patient patient : cohort.patients()) {
      float[] values = patient.values().clone();
      for (int cell = feature; cell < values.length; cell += patient.featureCount()) {
        values[cell] = to.apply(values[cell]);
      }
      patients.add(new Patient(patient.times(), values, patient.statics()));
    }
    return new Cohort(cohort.schema(), patients);
  }
}
