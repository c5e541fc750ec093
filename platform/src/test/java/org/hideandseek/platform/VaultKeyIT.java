package org.hideandseek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultKeyIT {
  private final SecureRandom random = new SecureRandom();
  @TempDir private Path data;

  @Test
  void aKeyIsDrawnOnceForItsOwnersEyes() throws IOException {
    String first = VaultKey.open(data, Optional.empty(), false, random).toString();
    Path file = data.resolve(VaultKey.FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(VaultKey.open(data, Optional.empty(), true, random)).hasToString(first);
    assertThat(first).doesNotContain(Files.readString(file));
  }

  @Test
  void aMissingKeyIsNotReplacedWhereSomethingWasSealed() {
    assertThatThrownBy(() -> VaultKey.open(data, Optional.empty(), true, random))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE);
              assertThat(e).hasMessageContaining("backup");
            });
    assertThat(data.resolve(VaultKey.FILE)).doesNotExist();
  }

  @Test
  void theEnvironmentsKeyComesFirstAndIsNotWritten() throws IOException {
    String given = VaultKey.open(data, Optional.of("ab".repeat(32)), true, random).toString();
    assertThat(data.resolve(VaultKey.FILE)).doesNotExist();
    Files.writeString(data.resolve(VaultKey.FILE), "AB".repeat(32) + "\n");
    assertThat(VaultKey.open(data, Optional.empty(), true, random)).hasToString(given);
  }

  @Test
  void aFileWithSomethingElseStopsTheStart() throws IOException {
    Files.writeString(data.resolve(VaultKey.FILE), "no key");
    assertThatThrownBy(() -> VaultKey.open(data, Optional.empty(), false, random))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("64 hexadecimal digits");
  }
}
