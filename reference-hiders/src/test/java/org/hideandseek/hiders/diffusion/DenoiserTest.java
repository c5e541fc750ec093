package org.hideandseek.hiders.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.PrintStream;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Weights;
import org.junit.jupiter.api.Test;

final class DenoiserTest {
  private static final float[] THERE = {1, 0, 0, 1, 1, 1};
  private static final Example SERIES =
      Example.of(3, new float[6], THERE, new float[] {0, 1, 2}, new float[] {1});

  /** The guess of a noisy series. */
  private static float[] guess(float[] noisy) {
    return Session.run(
        Task.hider(1, 1, 60, 0),
        new PrintStream(PrintStream.nullOutputStream()),
        session -> {
          NDManager manager = session.manager();
          Denoiser denoiser = new Denoiser(2, 1, 1, 8, 2);
          Weights weights = new Weights(denoiser.layout(), manager, new SplittableRandom(3));
          Batch batch = Batch.of(manager, List.of(SERIES));
          NDArray channels = manager.create(noisy, new Shape(1, 3, 2));
          NDArray times = manager.full(new Shape(1, 1, 1), 0.5f);
          return session.compute(() -> denoiser.guess(weights.fixed(), batch, channels, times));
        });
  }

  @Test
  void noiseWhereNothingIsMeasuredIsNotSeen() {
    float[] guess = guess(new float[] {1, 0, 0, 2, 3, 4});

    assertThat(guess(new float[] {1, 9, -9, 2, 3, 4})).containsExactly(guess);
    assertThat(guess(new float[] {1, 0, 0, 2, 3, 5})).isNotEqualTo(guess);
  }

  @Test
  void neighboursAreTheNearestStepsAtWhichAChannelIsThere() {
    assertThat(SERIES.before()).containsExactly(-1, -1, 0, -1, 0, 1);
    assertThat(SERIES.after()).containsExactly(2, 1, 2, 2, -1, -1);
  }
}
