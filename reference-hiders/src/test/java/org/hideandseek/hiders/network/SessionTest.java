package org.hideandseek.hiders.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.hideandseek.challenges.contract.Task;
import org.junit.jupiter.api.Test;

final class SessionTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream log = new PrintStream(said, true, StandardCharsets.UTF_8);

  @Test
  void memoryOutsideTheHeapDoesNotGrowOverAThousandSteps() {
    Layout layout = new Layout();
    Gru gru = new Gru(layout, 8, 32, 1);
    Dense dense = new Dense(layout, 32, 8);
    Session.run(
        5,
        Device.cpu(),
        log,
        session -> {
          Weights weights = new Weights(layout, session.manager(), new SplittableRandom(1));
          Descent descent = new Descent(0.01, 0.9, 1300, 1);
          NDArray in = session.manager().randomNormal(new Shape(64, 30, 8));
          steps(300, session, weights, descent, in, gru, dense);
          int arrays = session.manager().getManagedArrays().size();
          long before = residentKib();

          steps(1000, session, weights, descent, in, gru, dense);

          // One forgotten array of a step alone, 64 x 30 x 32 floats, would come to 240 MB.
          assertThat(residentKib() - before).isLessThan(48 * 1024);
          assertThat(session.manager().getManagedArrays()).hasSize(arrays);
          return null;
        });
  }

  private static void steps(
      int steps,
      Session session,
      Weights weights,
      Descent descent,
      NDArray in,
      Gru gru,
      Dense dense) {
    for (int step = 0; step < steps; step++) {
      session.step(
          weights,
          descent,
          leaves -> dense.apply(leaves, gru.apply(leaves, in)).sub(in).square().mean());
    }
  }

  private static long residentKib() {
    System.gc();
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aPromisedGpuThatNobodySeesIsSaidAndTheWorkIsDoneAllTheSame() {
    String done = Session.run(Task.hider(1, 1, 60, 1), log, session -> "done");

    assertThat(done).isEqualTo("done");
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("no GPU is visible: working on the CPU");
  }

  @Test
  void onlyAGpuThatIsOutOfMemoryIsAReasonToBeginAgain() {
    EngineException memory = new EngineException("CUDA out of memory. Tried to allocate 2 GiB");

    assertThat(Session.fallsBack(Device.gpu(), memory)).isTrue();
    assertThat(Session.fallsBack(Device.gpu(), new EngineException("shapes differ"))).isFalse();
    assertThat(Session.fallsBack(Device.cpu(), memory)).isFalse();
    assertThatThrownBy(
            () ->
                Session.run(
                    1,
                    Device.cpu(),
                    log,
                    session -> {
                      throw memory;
                    }))
        .isSameAs(memory);
  }
}
