package org.hideandseek.sandbox.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ByteQueueTest {
  private final ByteQueue queue = new ByteQueue(Duration.ofMillis(200));

  @Test
  void bytesComeOutInOrderAndThenTheEnd() throws IOException {
    queue.put("ab".getBytes(UTF_8));
    queue.put(new byte[0]);
    queue.put(new byte[] {(byte) 0xff});
    queue.end();

    assertThat(queue.read()).isEqualTo('a');
    assertThat(queue.readNBytes(2)).containsExactly('b', 0xff);
    assertThat(queue.read()).isEqualTo(-1);
    assertThat(queue.read()).isEqualTo(-1);
  }

  @Test
  void aReadFails_whereNothingComes() {
    assertThatThrownBy(queue::read)
        .isInstanceOf(IOException.class)
        .hasMessage("nothing came for 0.200 s");
  }

  @Test
  void aWriterThatIsFarAhead_waitsForTheReader() throws IOException {
    int chunks = 5000;
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < chunks; i++) {
                queue.put(new byte[] {(byte) i});
              }
              queue.end();
            });

    byte[] all = queue.readAllBytes();

    assertThat(writer).succeedsWithin(Duration.ofSeconds(10));
    assertThat(all).hasSize(chunks);
    assertThat(all[4321]).isEqualTo((byte) 4321);
  }

  @Test
  void aWriterIsReleased_whereTheReaderCloses() {
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 5000; i++) {
                queue.put(new byte[] {1});
              }
            });

    queue.close();

    assertThat(writer).succeedsWithin(Duration.ofSeconds(10));
  }
}
