package org.hideandseek.hiders.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ChainTest {
  private static final int PATIENTS = 500;
  private static final double FIRST = 0.8;

  private final Layout layout = new Layout();
  private final Dense logits = new Dense(layout, 1, 3);
  private final Chain chain = new Chain(layout, 3);

  /** One of three bits is set; the first in 80 of 100, the second in 15. */
  private static float[] oneOfThree(SplittableRandom random) {
    float[] bits = new float[3 * PATIENTS];
    for (int i = 0; i < PATIENTS; i++) {
      double chance = random.nextDouble();
      bits[3 * i + (chance < FIRST ? 0 : chance < 0.95 ? 1 : 2)] = 1;
    }
    return bits;
  }

  @Test
  void bitsOfWhichOneIsSetAreDrawnSo() {
    SplittableRandom random = new SplittableRandom(11);
    Session.run(
        11,
        Device.cpu(),
        System.out,
        session -> {
          Weights weights = new Weights(layout, session.manager(), random);
          Descent descent = new Descent(0.03, 0.9, 300, 1);
          NDArray one = session.manager().ones(new Shape(PATIENTS, 1, 1));
          for (int step = 0; step < 300; step++) {
            float[] bits = oneOfThree(random);
            session.step(
                weights,
                descent,
                leaves -> {
                  NDArray drawn = session.manager().create(bits, new Shape(PATIENTS, 1, 3));
                  NDArray given = chain.apply(leaves, logits.apply(leaves, one), drawn);
                  return given.getNDArrayInternal().softPlus().sub(given.mul(drawn)).mean();
                });
          }

          float[] before = session.compute(() -> logits.apply(weights.fixed(), one));
          Chain.Drawing drawing = chain.drawing(weights.fixed());
          float[] drawn = new float[3 * PATIENTS];
          int single = 0;
          double first = 0;
          for (int i = 0; i < PATIENTS; i++) {
            drawing.draw(before, 3 * i, drawn, 3 * i, random);
            single += drawn[3 * i] + drawn[3 * i + 1] + drawn[3 * i + 2] == 1 ? 1 : 0;
            first += drawn[3 * i] / PATIENTS;
          }

          assertThat(single).isGreaterThan(PATIENTS * 9 / 10);
          assertThat(first).isCloseTo(FIRST, within(0.08));
          return null;
        });
  }
}
