package org.hideandseek.scoring.utility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.hideandseek.challenges.cohort.Variable;
import org.junit.jupiter.api.Test;

class GowerTest {
  private static final float X = Float.NaN;

  private static List<float[]> column(float... values) {
    return Stream.iterate(0, i -> i + 1)
        .limit(values.length)
        .map(i -> new float[] {values[i]})
        .toList();
  }

  @Test
  void distancesOfANumericColumnAreTheReferenceValues() {
    Gower gower =
        new Gower(List.of(Variable.numeric("amount", "", 0, 100)), column(10, 20, X, 40, 50, 60));

    assertThat(column(10, 25, 30, 21, 7, X).stream().mapToDouble(gower::closest).toArray())
        .containsExactly(new double[] {0, .1, .2, .02, .06, 0}, within(1e-9));
  }

  @Test
  void mixedColumnsCountAlike() {
    Gower gower =
        new Gower(
            List.of(
                Variable.numeric("age", "years", 0, 120),
                Variable.categorical("unit", List.of("a", "b", "c")),
                Variable.binary("died")),
            List.of(new float[] {20, 0, 1}, new float[] {60, 2, X}));

    assertThat(gower.closest(new float[] {30, 0, 1})).isCloseTo(.25 / 3, within(1e-9));
    assertThat(gower.closest(new float[] {60, 2, X})).isZero();
    assertThat(gower.closest(new float[] {60, 2, 0})).isCloseTo(1 / 3., within(1e-9));
    // A number can't be farther than the range; an unknown one is as far.
    assertThat(gower.closest(new float[] {1000, 1, 0})).isEqualTo(1);
    assertThat(gower.closest(new float[] {X, 0, 1})).isCloseTo(1 / 3., within(1e-9));
  }

  @Test
  void aColumnWithoutRangeTellsEqualFromDifferent() {
    Gower gower = new Gower(List.of(Variable.numeric("height", "", 0, 9)), column(4, 4));

    assertThat(gower.closest(new float[] {4})).isZero();
    assertThat(gower.closest(new float[] {5})).isEqualTo(1);
  }
}
