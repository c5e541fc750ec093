package org.hideandseek.platform.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class GpusTest {
  @Test
  void everyGpuGoesToOneRunAtATime() throws Exception {
    Gpus gpus = new Gpus(List.of(0, 3));
    List<Integer> first = gpus.take(1);
    List<Integer> second = gpus.take(1);
    assertThat(first).doesNotContainAnyElementsOf(second);
    CompletableFuture<List<Integer>> third =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return gpus.take(1);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    gpus.giveBack(first);
    assertThat(third.get(10, TimeUnit.SECONDS)).isEqualTo(first);
  }

  @Test
  void aRunWithoutGpusNeverWaits() throws Exception {
    assertThat(new Gpus(List.of()).take(0)).isEmpty();
  }

  @Test
  void moreGpusThanThereAreAreRefused() {
    assertThatThrownBy(() -> new Gpus(List.of(0)).take(2))
        .hasMessageContaining("wants 2 GPUs, but this machine has 1");
  }
}
