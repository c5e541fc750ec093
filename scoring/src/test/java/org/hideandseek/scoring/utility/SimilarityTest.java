package org.hideandseek.scoring.utility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.junit.jupiter.api.Test;

/** The values are those of SDMetrics' own tests. */
class SimilarityTest {
  private static final float X = Float.NaN;
  private static final Schema SCHEMA =
      new Schema("days", 9, 9, List.of(Variable.numeric("x", "", 0, 100)), List.of());

  private static Cohort cohort(float[]... courses) {
    return new Cohort(
        SCHEMA,
        Arrays.stream(courses)
            .map(values -> new Patient(new float[values.length], values, new float[0]))
            .toList());
  }

  private static float[] course(float... values) {
    return values;
  }

  @Test
  void differencesOfRows() {
    Cohort real = cohort(course(1, 2, 3), course(4, 5, 6));

    assertThat(Similarity.ofDifferences(real, cohort(course(1, 10, 3), course(7, 5, 1)), 0))
        .isCloseTo(.25, within(1e-12));
  }

  @Test
  void meansOfPatients() {
    Cohort real = cohort(course(1, 2, 3), course(4, 5, 6));

    assertThat(Similarity.ofMeans(real, cohort(course(1, 10, 3), course(7, 5, 1)), 0))
        .isCloseTo(.5, within(1e-12));
    assertThat(Similarity.ofMeans(real, cohort(course(10, 20, 30), course(40, 50, 60)), 0))
        .isZero();
    assertThat(
            Similarity.ofMeans(
                cohort(course(1, 2, 3), course(4, 5)),
                cohort(course(1, 2), course(3), course(4), course(5)),
                0))
        .isCloseTo(.75, within(1e-12));
  }

  @Test
  void lengths() {
    assertThat(
            Similarity.ofLengths(
                cohort(course(1, 2), course(3, 4, 5)),
                cohort(course(1), course(2), course(3), course(4, 5))))
        .isCloseTo(.25, within(1e-12));
    assertThat(
            Similarity.ofLengths(
                cohort(course(1), course(2, 3), course(4)),
                cohort(course(1), course(2), course(3))))
        .isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void missing() {
    assertThat(Similarity.ofMissing(cohort(course(1, X, 3, 4)), cohort(course(X, 1, X, 2)), 0))
        .isCloseTo(.75, within(1e-12));
  }
}
