package org.hideandseek.platform.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hideandseek.platform.blob.BlobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Zip2020Test {
  @TempDir private Path folder;

  @Test
  void aZipIsKnownByItsFirstBytes() throws IOException {
    assertThat(Zip2020.is(new ZipBuilder().add("hider.py", "").write(folder))).isTrue();
    assertThat(Zip2020.is(new ZipBuilder().write(folder))).isTrue();
    assertThat(Zip2020.is(Files.write(folder.resolve("a"), new byte[600]))).isFalse();
    assertThat(Zip2020.is(Files.write(folder.resolve("b"), "PK".getBytes(UTF_8)))).isFalse();
    assertThat(Zip2020.is(Files.write(folder.resolve("c"), new byte[0]))).isFalse();
  }

  @Test
  void aPlayerIsItsContent() {
    BlobId one = new BlobId("ab".repeat(32));
    BlobId other = new BlobId("cd".repeat(32));
    assertThat(Zip2020.player(one)).isEqualTo(Zip2020.player(one));
    assertThat(Zip2020.player(one)).isNotEqualTo(Zip2020.player(other));
    assertThat(Zip2020.player(one).value()).doesNotContain(one.sha256());
  }
}
