package org.hideandseek.hiders.gan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RowLossTest {
  private static final int PATIENTS = 20_000;

  private final SplittableRandom random = new SplittableRandom(17);

  private NDArray normal(NDManager manager, double deviation) {
    float[] numbers = new float[PATIENTS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (deviation * random.nextGaussian());
    }
    return manager.create(numbers, new Shape(PATIENTS, 1));
  }

  private double energy(NDManager manager, double deviation) {
    NDArray draws =
        NDArrays.concat(new NDList(normal(manager, deviation), normal(manager, deviation)), 1);
    return RowLoss.energy(draws, normal(manager, 1)).mean().getFloat();
  }

  @Test
  void theEnergyScoreIsSmallestForDrawsOfTheTruthItself() {
    try (NDManager manager = NDManager.newBaseManager()) {
      double truth = energy(manager, 1);

      assertThat(truth).isLessThan(energy(manager, 0) - 0.1);
      assertThat(truth).isLessThan(energy(manager, 2) - 0.05);
      // The mean of |x - y| less half that of |x - x'| for normal numbers: 1 / sqrt(pi).
      assertThat(truth).isBetween(0.55, 0.58);
    }
  }
}
