package org.hideandseek.challenges.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CohortWriterTest {
  @TempDir private Path folder;

  @Test
  void aPatientOfAnotherSchemaIsRefused() throws IOException {
    try (CohortWriter writer = CohortWriter.create(folder, Patients.SCHEMA)) {
      assertThatThrownBy(
              () ->
                  writer.write(new Patient(new float[4], new float[8], new float[] {0, Float.NaN})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("patient 0 does not fit the schema");
      assertThatThrownBy(() -> writer.write(new Patient(new float[2], new float[2], new float[2])))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> writer.write(new Patient(new float[2], new float[4], new float[1])))
          .isInstanceOf(IllegalArgumentException.class);
    }

    assertThat(CohortFiles.read(folder, Patients.SCHEMA).size()).isZero();
  }

  @Test
  void aCohortIsNotWrittenOverAnother() throws IOException {
    CohortFiles.write(folder, Patients.random(5, 1));

    assertThatThrownBy(() -> CohortFiles.write(folder, Patients.random(9, 2)))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(CohortFiles.read(folder, Patients.SCHEMA).size()).isEqualTo(5);
  }

  /** 200 MB of arrays pass while a few patients at a time are in memory. */
  @Test
  void aLargeCohortIsWrittenReadAndCutInSmallMemory() throws IOException {
    int patients = 25_000;
    Schema schema =
        new Schema(
            "hours",
            100,
            100,
            List.of(
                Variable.numeric("a", "", 0, 1_000_000),
                Variable.numeric("b", "", 0, 1),
                Variable.numeric("c", "", 0, 1),
                Variable.numeric("d", "", 0, 1),
                Variable.numeric("e", "", 0, 1),
                Variable.numeric("f", "", 0, 1),
                Variable.numeric("g", "", 0, 1),
                Variable.numeric("h", "", 0, 1),
                Variable.numeric("i", "", 0, 1),
                Variable.numeric("j", "", 0, 1),
                Variable.numeric("k", "", 0, 1),
                Variable.numeric("l", "", 0, 1),
                Variable.numeric("m", "", 0, 1),
                Variable.numeric("n", "", 0, 1),
                Variable.numeric("o", "", 0, 1),
                Variable.numeric("p", "", 0, 1),
                Variable.numeric("q", "", 0, 1),
                Variable.numeric("r", "", 0, 1),
                Variable.numeric("s", "", 0, 1)),
            List.of());
    float[] times = new float[100];
    float[] values = new float[100 * 19];
    Path all = Files.createDirectory(folder.resolve("all"));
    long before = allocated();

    try (CohortWriter writer = CohortWriter.create(all, schema)) {
      for (int i = 0; i < patients; i++) {
        values[0] = i;
        writer.write(new Patient(times, values, new float[0]));
      }
    }
    long written = allocated();
    int[] positions = new int[1000];
    Arrays.setAll(positions, i -> (i * 7919) % patients);
    CohortFiles.select(all, schema, positions, folder.resolve("some"));
    long selected = allocated();

    assertThat(Files.size(all.resolve("values.npy"))).isGreaterThan(189_000_000);
    assertThat(written - before).isLessThan(20_000_000);
    assertThat(selected - written).isLessThan(5_000_000);
    int next = 0;
    try (CohortReader reader = CohortReader.open(all, schema)) {
      while (reader.hasNext()) {
        assertThat(reader.next().value(0, 0) == next++).isTrue();
      }
    }
    assertThat(next).isEqualTo(patients);
    try (CohortReader reader = CohortReader.open(folder.resolve("some"), schema, 1000)) {
      for (int position : positions) {
        assertThat(reader.next().value(0, 0) == position).isTrue();
      }
    }
  }

  /** Bytes that this thread has allocated so far, whether collected or not. */
  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
