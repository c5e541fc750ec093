package org.hideandseek.hiders.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LatentPriorTest {
  private static final int MEMBERS = 20_000;

  @Test
  void codesAreDrawnWithTheMomentsOfThePosteriors() {
    SplittableRandom random = new SplittableRandom(11);
    float[][] backgrounds = new float[MEMBERS][1];
    float[] means = new float[2 * MEMBERS];
    float[] logVariances = new float[2 * MEMBERS];
    Arrays.fill(logVariances, (float) Math.log(0.25));
    for (int i = 0; i < MEMBERS; i++) {
      backgrounds[i][0] = (float) random.nextGaussian();
      double common = random.nextGaussian();
      means[2 * i] = (float) (1 + 2 * backgrounds[i][0] + common);
      means[2 * i + 1] = (float) (common + random.nextGaussian());
    }
    LatentPrior prior = new LatentPrior(backgrounds, means, logVariances);

    double[] sum = new double[2];
    double[][] products = new double[2][2];
    for (int i = 0; i < MEMBERS; i++) {
      float[] code = prior.draw(new float[] {3}, random);
      for (int a = 0; a < 2; a++) {
        sum[a] += code[a] / MEMBERS;
        for (int b = 0; b < 2; b++) {
          products[a][b] += code[a] * code[b] / MEMBERS;
        }
      }
    }

    assertThat(sum[0]).isCloseTo(7, within(0.06));
    assertThat(sum[1]).isCloseTo(0, within(0.08));
    assertThat(products[0][0] - sum[0] * sum[0]).isCloseTo(1.25, within(0.08));
    assertThat(products[1][1] - sum[1] * sum[1]).isCloseTo(2.25, within(0.12));
    assertThat(products[0][1] - sum[0] * sum[1]).isCloseTo(1, within(0.08));
  }
}
