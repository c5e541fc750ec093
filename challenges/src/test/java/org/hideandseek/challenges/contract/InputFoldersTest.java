package org.hideandseek.challenges.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFoldersTest {
  @TempDir private Path in;

  @Test
  void shadowsAreInTheOrderOfTheirNumbers() throws IOException {
    for (int number : new int[] {10, 2, 1}) {
      Files.createDirectories(in.resolve(InputFolders.shadow(number)));
    }
    Files.createDirectory(in.resolve(InputFolders.SHADOWS).resolve("lost+found"));

    assertThat(InputFolders.shadows(in))
        .containsExactly(
            in.resolve("shadows/1"), in.resolve("shadows/2"), in.resolve("shadows/10"));
  }

  @Test
  void whereNoShadowsAreGivenThereAreNone() throws IOException {
    assertThat(InputFolders.shadows(in)).isEmpty();
  }
}
