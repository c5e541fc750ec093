package org.hideandseek.platform.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.hideandseek.challenges.commitment.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartialFilesTest {
  private static final byte[] CONTENT = new byte[40_000_003];

  static {
    new Random(3).nextBytes(CONTENT);
  }

  @TempDir private Path folder;

  @Test
  void partsMakeTheWholeAndItsDigest() throws IOException {
    PartialFiles files = BlobStore.open(folder).partial();
    Random random = new Random(4);
    long end = 0;
    while (end < CONTENT.length) {
      int length = (int) Math.min(1 + random.nextInt(9_000_000), CONTENT.length - end);
      Arrived arrived = append(files, end, content(end, end + length));
      assertThat(arrived.broken()).isEmpty();
      end = arrived.end();
    }
    assertThat(files.path("a")).hasBinaryContent(CONTENT);
    assertThat(files.digest("a", CONTENT.length).sha256()).isEqualTo(Sha256.of(CONTENT));
    // Once more, when nothing is remembered of it.
    assertThat(BlobStore.open(folder).partial().digest("a", CONTENT.length).sha256())
        .isEqualTo(Sha256.of(CONTENT));
  }

  @Test
  void whatWasNotFinishedIsWrittenAgain() throws IOException {
    PartialFiles files = BlobStore.open(folder).partial();
    append(files, 0, content(0, 5_000_000));
    Files.write(files.path("a"), "rubbish".getBytes(UTF_8), StandardOpenOption.APPEND);
    append(files, 3_000_000, content(3_000_000, CONTENT.length));
    assertThat(files.path("a")).hasBinaryContent(CONTENT);
    assertThat(files.digest("a", CONTENT.length).sha256()).isEqualTo(Sha256.of(CONTENT));
  }

  @Test
  void aBrokenStreamKeepsWhatCame() throws IOException {
    PartialFiles files = BlobStore.open(folder).partial();
    InputStream breaking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("connection reset");
          }
        };
    Arrived arrived = append(files, 0, new SequenceInputStream(content(0, 1_234_567), breaking));
    assertThat(arrived.end()).isEqualTo(1_234_567);
    assertThat(arrived.broken()).isPresent();
    assertThat(append(files, arrived.end(), content(arrived.end(), CONTENT.length)).broken())
        .isEmpty();
    assertThat(files.digest("a", CONTENT.length).sha256()).isEqualTo(Sha256.of(CONTENT));
  }

  @Test
  void aFullDiskKeepsWhatCameAndGoesOnLater() throws IOException {
    AtomicLong room = new AtomicLong(Long.MAX_VALUE);
    PartialFiles files = BlobStore.open(folder, any -> room.get()).partial();
    InputStream filling =
        new ByteArrayInputStream(CONTENT) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            if (pos > 20_000_000) {
              room.set(100);
            }
            return super.read(target, offset, length);
          }
        };
    Arrived arrived = append(files, 0, filling);
    assertThat(arrived.broken().orElseThrow()).isInstanceOf(DiskFullException.class);
    assertThat(arrived.end()).isBetween(20_000_000L, CONTENT.length - 1L);
    assertThat(append(files, arrived.end(), content(arrived.end(), CONTENT.length)).end())
        .isEqualTo(arrived.end());
    room.set(Long.MAX_VALUE);
    append(files, arrived.end(), content(arrived.end(), CONTENT.length));
    assertThat(files.digest("a", CONTENT.length).sha256()).isEqualTo(Sha256.of(CONTENT));
  }

  @Test
  void noMoreIsTakenThanWasAnnounced() throws IOException {
    PartialFiles files = BlobStore.open(folder).partial();
    Arrived arrived = files.append("a", 0, content(0, 1000), 999, safe -> {});
    assertThat(arrived).isEqualTo(new Arrived(999, Optional.empty(), true));
    assertThat(Files.size(files.path("a"))).isEqualTo(999);
  }

  @Test
  void aWatchCanStopIt() throws IOException {
    PartialFiles files = BlobStore.open(folder).partial();
    assertThatThrownBy(
            () ->
                files.append(
                    "a",
                    0,
                    content(0, CONTENT.length),
                    CONTENT.length,
                    safe -> {
                      throw new IllegalStateException("somebody else writes");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(append(files, 0, content(0, CONTENT.length)).end()).isEqualTo(CONTENT.length);
    assertThat(files.digest("a", CONTENT.length).sha256()).isEqualTo(Sha256.of(CONTENT));
  }

  @Test
  void bytesThatAreGoneAreNoticed() throws IOException {
    PartialFiles files = BlobStore.open(folder).partial();
    append(files, 0, content(0, 1000));
    assertThatThrownBy(() -> append(files, 1001, content(1001, 2000)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> files.digest("a", 1001)).isInstanceOf(IOException.class);
  }

  private static Arrived append(PartialFiles files, long from, InputStream part)
      throws IOException {
    return files.append("a", from, part, CONTENT.length, safe -> {});
  }

  private static InputStream content(long from, long to) {
    return new ByteArrayInputStream(Arrays.copyOfRange(CONTENT, (int) from, (int) to));
  }
}
