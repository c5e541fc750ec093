package org.hideandseek.scoring.utility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RidgeTest {
  private static final double[] NONE = {};

  @Test
  void aLineWithoutPenaltyIsFound() {
    long seed = 3;
    SplittableRandom random = new SplittableRandom(seed);
    Ridge ridge = new Ridge(3, 2);
    for (int i = 0; i < 200; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      double[] own = {random.nextGaussian()};
      ridge.add(x, own, new double[] {5 + 2 * x[0] - x[1] + 3 * own[0], -1 + x[0] + x[1] - own[0]});
    }
    double[][] weights = ridge.solve(1e-9);

    assertThat(ridge.rows()).isEqualTo(200);
    assertThat(weights[0]).containsExactly(new double[] {5, 2, -1, 3}, within(1e-6));
    assertThat(weights[1]).containsExactly(new double[] {-1, 1, 1, -1}, within(1e-6));
  }

  @Test
  void thePenaltyShrinksTheSlopeButNotTheIntercept() {
    Ridge ridge = new Ridge(1, 1);
    ridge.add(new double[] {-1}, NONE, new double[] {8});
    ridge.add(new double[] {1}, NONE, new double[] {12});
    double[][] weights = ridge.solve(2);

    // Slope: sum xy / (sum x^2 + penalty) = 4 / (2 + 2).
    assertThat(weights[0]).containsExactly(new double[] {10, 1}, within(1e-12));
    assertThat(ridge.targetMeans()).containsExactly(new double[] {10}, within(1e-12));
  }

  @Test
  void repeatedRowsStillHaveASolution() {
    Ridge ridge = new Ridge(2, 1);
    for (int i = 0; i < 100_000; i++) {
      ridge.add(new double[] {3, -7}, NONE, new double[] {4});
    }
    double[] w = ridge.solve(10)[0];

    assertThat(w[0] + 3 * w[1] - 7 * w[2]).isCloseTo(4, within(1e-6));
  }
}
