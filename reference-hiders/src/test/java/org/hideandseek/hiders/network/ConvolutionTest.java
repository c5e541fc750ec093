package org.hideandseek.hiders.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

final class ConvolutionTest {
  private final Layout layout = new Layout();

  /** What a layer makes of a series of zeros but for a one, less what it makes of zeros alone. */
  private float[] response(int steps, int at, BiFunction<Leaves, NDArray, NDArray> layer) {
    return Session.run(
        7,
        Device.cpu(),
        System.out,
        session -> {
          Weights weights = new Weights(layout, session.manager(), new SplittableRandom(1));
          float[] pulse = new float[steps];
          pulse[at] = 1;
          return session.compute(
              () -> {
                NDArray in = session.manager().create(pulse, new Shape(1, 1, steps));
                return layer
                    .apply(weights.fixed(), in)
                    .sub(layer.apply(weights.fixed(), in.zerosLike()));
              });
        });
  }

  @Test
  void everyOtherStepSeesItsNeighbours() {
    Convolution convolution = new Convolution(layout, 1, 1, 2);

    assertThat(response(7, 3, convolution::apply)).hasSize(4);
    assertThat(response(7, 3, convolution::apply)[0]).isZero();
    assertThat(response(7, 3, convolution::apply)[1]).isNotZero();
    assertThat(response(7, 3, convolution::apply)[2]).isNotZero();
    assertThat(response(7, 3, convolution::apply)[3]).isZero();
  }

  @Test
  void aStepBecomesTwoAndTheirNeighbours() {
    Upsampling upsampling = new Upsampling(layout, 1, 1);

    float[] response = response(5, 2, upsampling::apply);

    assertThat(response).hasSize(10);
    for (int step = 0; step < 10; step++) {
      assertThat(response[step] != 0).isEqualTo(step >= 2 && step < 8);
    }
  }
}
