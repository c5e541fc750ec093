package org.hideandseek.hiders.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class GruTest {
  private static final int PATIENTS = 5;

  private final Layout layout = new Layout();
  private final Gru gru = new Gru(layout, 3, 4, 2);
  private final Dense dense = new Dense(layout, 4, 2);

  private NDArray losses(Leaves leaves, NDArray in) {
    return dense.apply(leaves, gru.apply(leaves, in)).square().sum(new int[] {1, 2});
  }

  @Test
  void patientsOwnGradientsAreThoseOfBruteForce() {
    Session.run(
        7,
        Device.cpu(),
        System.out,
        session -> {
          try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Weights weights = new Weights(layout, session.manager(), new SplittableRandom(1));
            NDArray in = session.manager().randomNormal(new Shape(PATIENTS, 6, 3));
            Leaves all = weights.perPatient(PATIENTS);
            session.descend(all, leaves -> losses(leaves, in).sum());
            float[] own = all.gradient().toFloatArray();

            for (int patient = 0; patient < PATIENTS; patient++) {
              NDArray one = in.get(patient).expandDims(0);
              Leaves alone = weights.trained();
              session.descend(alone, leaves -> losses(leaves, one).sum());
              float[] expected = alone.gradient().toFloatArray();
              for (int i = 0; i < expected.length; i++) {
                assertThat(own[patient * expected.length + i])
                    .isCloseTo(expected[i], within(1e-5f));
              }
            }
          }
          return null;
        });
  }
}
