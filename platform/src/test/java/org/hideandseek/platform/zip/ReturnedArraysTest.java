package org.hideandseek.platform.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.npy.NpyOutput;
import org.hideandseek.challenges.npy.NpyType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReturnedArraysTest {
  private static final Schema SCHEMA =
      new Schema(
          "hours",
          3,
          48,
          List.of(Variable.numeric("hr", "1/min", 0, 300)),
          List.of(Variable.binary("died")));

  @TempDir private Path release;

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectory(release.resolve("returned"));
  }

  @Test
  void bothFilesInTheShapeOfTheMembersAreTaken() throws IOException {
    data(2, 3, 3);
    mask(2, 3, 3);
    assertThatCode(() -> ReturnedArrays.check(release, SCHEMA, 2)).doesNotThrowAnyException();
    ReturnedArrays.largestBytes(SCHEMA, 2)
        .forEach(
            (file, bytes) -> assertThat(release.resolve(file).toFile().length()).isLessThan(bytes));
  }

  @Test
  void anEmptyMaskStandsForNone() throws IOException {
    data(2, 3, 3);
    mask(0);
    assertThatCode(() -> ReturnedArrays.check(release, SCHEMA, 2)).doesNotThrowAnyException();
  }

  @Test
  void anythingElseIsRefusedWithTheFile() throws IOException {
    assertRefused("returned/data.npy is missing");
    data(2, 3, 4);
    assertRefused("returned/data.npy has shape [2, 3, 4] instead of [2, 3, 3]");
    data(2, 3, 3);
    assertRefused("returned/padding_mask.npy is missing");
    mask(2, 3);
    assertRefused("returned/padding_mask.npy has shape [2, 3]");
    Files.delete(release.resolve(ReturnedArrays.DATA));
    write(ReturnedArrays.DATA, NpyType.BOOL, 2, 3, 3);
    assertRefused("has dtype |b1 instead of <f8 or <f4");
  }

  private void assertRefused(String says) {
    assertThatThrownBy(() -> ReturnedArrays.check(release, SCHEMA, 2))
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining(says);
  }

  private void data(long... shape) throws IOException {
    Files.deleteIfExists(release.resolve(ReturnedArrays.DATA));
    write(ReturnedArrays.DATA, NpyType.FLOAT32, shape);
  }

  private void mask(long... shape) throws IOException {
    Files.deleteIfExists(release.resolve(ReturnedArrays.MASK));
    write(ReturnedArrays.MASK, NpyType.BOOL, shape);
  }

  private void write(String file, NpyType type, long... shape) throws IOException {
    long[] inner = new long[shape.length - 1];
    System.arraycopy(shape, 1, inner, 0, inner.length);
    long cells = 1;
    for (long size : shape) {
      cells *= size;
    }
    try (NpyOutput output = NpyOutput.create(release.resolve(file), type, inner)) {
      for (long cell = 0; cell < cells; cell++) {
        if (type == NpyType.BOOL) {
          output.writeBoolean(true);
        } else {
          output.fill(1, 1);
        }
      }
    }
  }
}
