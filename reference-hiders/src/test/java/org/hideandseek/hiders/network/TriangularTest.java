package org.hideandseek.hiders.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TriangularTest {
  @Test
  void aChannelSeesThoseOfVariablesBeforeItsOwn() {
    Layout layout = new Layout();
    Triangular chain = new Triangular(layout, new int[] {0, 1, 1, 2});

    float[] matrix =
        Session.run(
            7,
            Device.cpu(),
            System.out,
            session -> {
              NDManager manager = session.manager();
              Weights weights = new Weights(layout, manager, new SplittableRandom(1));
              session.step(
                  weights,
                  new Descent(0.1, 0.9, 1, 1),
                  leaves -> chain.apply(leaves, manager.ones(new Shape(3, 4))).sum());
              return session.compute(() -> chain.matrix(weights.fixed(), manager));
            });

    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        boolean sees = i == 0 ? j > 0 : j == 3 && i < 3;
        assertThat(matrix[4 * i + j] != 0).isEqualTo(sees);
      }
    }
  }
}
