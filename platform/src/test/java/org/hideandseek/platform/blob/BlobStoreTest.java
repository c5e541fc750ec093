package org.hideandseek.platform.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobStoreTest {
  @TempDir private Path folder;

  @Test
  void aBlobLiesUnderTheSha256OfItsContent() throws IOException {
    BlobId id = put("abc");
    assertThat(id.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Files.readString(BlobStore.open(folder).path(id))).isEqualTo("abc");
  }

  @Test
  void equalContentIsStoredOnce() throws IOException {
    assertThat(put("abc")).isEqualTo(put("abc"));
    assertThat(files()).hasSize(1);
  }

  @Test
  void nothingIsKeptOfWhatIsTooLarge() {
    assertThatThrownBy(() -> BlobStore.open(folder).put(new ByteArrayInputStream(new byte[11]), 10))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem()).isEqualTo(Problem.TOO_LARGE));
    assertThat(files()).isEmpty();
  }

  @Test
  void nothingIsKeptOfAnUploadThatBreaksOff() {
    InputStream broken =
        new InputStream() {
          private int left = 500_000;

          @Override
          public int read(byte[] target, int offset, int count) throws IOException {
            if (left <= 0) {
              throw new IOException("connection reset");
            }
            left -= count;
            return count;
          }

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }
        };
    assertThatThrownBy(() -> BlobStore.open(folder).put(broken, 1 << 30))
        .isInstanceOf(IOException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void whatADeadProcessLeftUnfinishedIsRemoved() throws IOException {
    BlobId whole = put("abc");
    Files.writeString(folder.resolve("incoming").resolve("blob123"), "half");
    BlobStore reopened = BlobStore.open(folder);
    assertThat(files()).containsExactly(reopened.path(whole));
  }

  @Test
  void aBlobTellsNothingByItsAgeAndCannotBeWritten() throws IOException {
    Path file = BlobStore.open(folder).path(put("abc"));
    assertThat(Files.getLastModifiedTime(file).toMillis()).isZero();
    assertThat(Files.getPosixFilePermissions(file))
        .noneMatch(permission -> permission.name().endsWith("WRITE"));
  }

  private BlobId put(String text) throws IOException {
    return BlobStore.open(folder).put(new ByteArrayInputStream(text.getBytes(UTF_8)), 1000);
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
