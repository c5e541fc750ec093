package org.hideandseek.challenges.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.npy.NpyOutput;
import org.hideandseek.challenges.npy.NpyType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two patients of two and three steps, in which each test breaks one rule. */
class CohortReaderTest {
  private static final float NAN = Float.NaN;

  @TempDir private Path parent;
  private Path folder;

  private final float[] values = {
    120, 0, NAN, 1, NAN, NAN, //
    40, NAN, 300, 1, NAN, 0
  };
  private final float[] times = {0, 1.5f, NAN, 0, 0, 48};
  private final int[] lengths = {2, 3};
  private final float[] statics = {2, NAN, 0, 1};

  @BeforeEach
  void createFolder() throws IOException {
    folder = Files.createDirectory(parent.resolve("release"));
  }

  @Test
  void aCohortThatKeepsAllRulesIsRead() throws IOException {
    write();

    try (CohortReader reader = CohortReader.open(folder, Patients.SCHEMA, 2)) {
      assertThat(reader.size()).isEqualTo(2);
      Patient first = reader.next();
      assertThat(first.length()).isEqualTo(2);
      assertThat(first.times()).containsExactly(0, 1.5f);
      assertThat(first.values()).containsExactly(120, 0, NAN, 1);
      assertThat(first.statics()).containsExactly(2, NAN);
      assertThat(reader.hasNext()).isTrue();
      assertThat(reader.next().times()).containsExactly(0, 0, 48);
      assertThat(reader.hasNext()).isFalse();
    }
  }

  @Test
  void aReaderGoesToAnyPatient() throws IOException {
    Cohort cohort = Patients.random(3000, 5);
    Path all = parent.resolve("all");
    CohortFiles.write(all, cohort);

    try (CohortReader reader = CohortReader.open(all, Patients.SCHEMA)) {
      for (int position : new int[] {2999, 0, 1, 1500, 1499, 1500, 1501}) {
        reader.seek(position);
        assertThat(Patients.same(reader.next(), cohort.patient(position))).isTrue();
      }
      assertThatThrownBy(() -> reader.seek(3000)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aLengthLiesBetween1AndTheSchemasSteps() throws IOException {
    lengths[1] = 0;
    assertRefused("release/lengths.npy[1] is 0; a length lies between 1 and 3");
    lengths[1] = 4;
    assertRefused("release/lengths.npy[1] is 4; a length lies between 1 and 3");
    lengths[1] = -1;
    assertRefused("release/lengths.npy[1] is -1; a length lies between 1 and 3");
  }

  @Test
  void theFirstStepIsAtTimeZero() throws IOException {
    times[3] = 0.5f;
    assertRefused("release/times.npy[1, 0] is 0.5; a patient's first step is at time 0");
    times[3] = NAN;
    assertRefused("release/times.npy[1, 0] is NaN; a patient's first step is at time 0");
  }

  @Test
  void timesNeverDecreaseAndAreNeverMissing() throws IOException {
    times[4] = -1;
    assertRefused(
        "release/times.npy[1, 1] is -1.0 after 0.0; times never decrease and are never missing");
    times[4] = NAN;
    assertRefused(
        "release/times.npy[1, 1] is NaN after 0.0; times never decrease and are never missing");
    times[4] = 48;
    times[5] = NAN;
    assertRefused(
        "release/times.npy[1, 2] is NaN after 48.0; times never decrease and are never missing");
  }

  @Test
  void noTimeIsBeyondTheHorizon() throws IOException {
    times[5] = 48.5f;
    assertRefused("release/times.npy[1, 2] is 48.5, beyond the schema's horizon 48.0");
    times[5] = Float.POSITIVE_INFINITY;
    assertRefused("release/times.npy[1, 2] is Infinity, beyond the schema's horizon 48.0");
  }

  @Test
  void pastThePatientsLengthAllTimesAreNaN() throws IOException {
    times[2] = 2;
    assertRefused("release/times.npy[0, 2] is 2.0; past the patient's length all is NaN");
  }

  @Test
  void pastThePatientsLengthAllValuesAreNaN() throws IOException {
    values[5] = 1;
    assertRefused("release/values.npy[0, 2, 1] is 1.0; past the patient's length all is NaN");
  }

  @Test
  void aNumberLiesWithinItsBounds() throws IOException {
    values[8] = 300.5f;
    assertRefused("release/values.npy[1, 1, 0] is 300.5; sbp lies between 40.0 and 300.0");
    values[8] = 39.5f;
    assertRefused("release/values.npy[1, 1, 0] is 39.5; sbp lies between 40.0 and 300.0");
    values[8] = Float.POSITIVE_INFINITY;
    assertRefused("release/values.npy[1, 1, 0] is Infinity; sbp lies between 40.0 and 300.0");
    values[8] = Float.NEGATIVE_INFINITY;
    assertRefused("release/values.npy[1, 1, 0] is -Infinity; sbp lies between 40.0 and 300.0");
  }

  @Test
  void aBinaryValueIs0Or1() throws IOException {
    values[3] = 0.5f;
    assertRefused("release/values.npy[0, 1, 1] is 0.5; ventilated is 0 or 1");
    values[3] = 2;
    assertRefused("release/values.npy[0, 1, 1] is 2.0; ventilated is 0 or 1");
  }

  @Test
  void aCategoryIsACode() throws IOException {
    statics[2] = 3;
    assertRefused("release/statics.npy[1, 0] is 3.0; unit is a code 0..2");
    statics[2] = 1.5f;
    assertRefused("release/statics.npy[1, 0] is 1.5; unit is a code 0..2");
    statics[2] = -1;
    assertRefused("release/statics.npy[1, 0] is -1.0; unit is a code 0..2");
    statics[2] = 0;
    statics[3] = Float.POSITIVE_INFINITY;
    assertRefused("release/statics.npy[1, 1] is Infinity; died is 0 or 1");
  }

  @Test
  void theFirstOfTwoFaultsOfAFileIsNamed() throws IOException {
    values[0] = 1000;
    values[8] = 1000;
    assertRefused("release/values.npy[0, 0, 0] is 1000.0; sbp lies between 40.0 and 300.0");
  }

  @Test
  void aPatientWithoutAnyMeasurementIsAllowed() throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = NAN;
    }
    write();

    assertThat(CohortFiles.read(folder, Patients.SCHEMA).size()).isEqualTo(2);
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    for (String file : CohortFiles.ALL) {
      write();
      Files.delete(folder.resolve(file));
      assertThatThrownBy(() -> CohortReader.open(folder, Patients.SCHEMA).close())
          .isInstanceOf(ContractViolation.class)
          .hasMessage("release/" + file + " is missing");
    }
    assertThatThrownBy(() -> CohortReader.open(parent.resolve("nothing"), Patients.SCHEMA).close())
        .isInstanceOf(ContractViolation.class)
        .hasMessage("nothing/values.npy is missing");
  }

  @Test
  void aFileOfAnotherShapeIsNamed() throws IOException {
    write();
    replace(CohortFiles.VALUES, NpyType.FLOAT32, 12, 2, 3);
    assertRefusedAsItIs("release/values.npy has shape [2, 2, 3] instead of [2, 3, 2]");
    write();
    replace(CohortFiles.TIMES, NpyType.FLOAT32, 9, 3);
    assertRefusedAsItIs("release/times.npy has shape [3, 3] instead of [2, 3]");
    write();
    replace(CohortFiles.STATICS, NpyType.FLOAT32, 4);
    assertRefusedAsItIs("release/statics.npy has shape [4] instead of [2, 2]");
    write();
    replace(CohortFiles.LENGTHS, NpyType.INT32, 2, 1);
    assertRefusedAsItIs("release/lengths.npy has shape [2, 1] instead of [patients]");
  }

  @Test
  void aFileOfAnotherTypeIsNamed() throws IOException {
    write();
    replace(CohortFiles.VALUES, NpyType.INT32, 12, 3, 2);
    assertRefusedAsItIs("release/values.npy has dtype <i4 instead of <f4");
    write();
    replace(CohortFiles.LENGTHS, NpyType.FLOAT32, 2);
    assertRefusedAsItIs("release/lengths.npy has dtype <f4 instead of <i4");
  }

  @Test
  void anotherNumberOfPatientsThanWantedIsRefused() throws IOException {
    write();

    assertThatThrownBy(() -> CohortReader.open(folder, Patients.SCHEMA, 3).close())
        .isInstanceOf(ContractViolation.class)
        .hasMessage("release/values.npy has shape [2, 3, 2] instead of [3, 3, 2]");
  }

  @Test
  void linksAreRefused() throws IOException {
    write();
    Path link = Files.createSymbolicLink(parent.resolve("link"), folder);
    assertThatThrownBy(() -> CohortReader.open(link, Patients.SCHEMA).close())
        .isInstanceOf(ContractViolation.class)
        .hasMessage("link is a link instead of a folder");

    Path secret = Files.move(folder.resolve("times.npy"), parent.resolve("secret.npy"));
    Files.createSymbolicLink(folder.resolve("times.npy"), secret);
    assertRefusedAsItIs("release/times.npy is not a regular file");
  }

  private void assertRefused(String message) throws IOException {
    write();
    assertRefusedAsItIs(message);
  }

  private void assertRefusedAsItIs(String message) {
    assertThatThrownBy(() -> CohortFiles.read(folder, Patients.SCHEMA))
        .isInstanceOf(ContractViolation.class)
        .hasMessage(message);
  }

  private void write() throws IOException {
    write(CohortFiles.VALUES, values, 3, 2);
    write(CohortFiles.TIMES, times, 3);
    write(CohortFiles.STATICS, statics, 2);
    Files.deleteIfExists(folder.resolve(CohortFiles.LENGTHS));
    try (NpyOutput output = NpyOutput.create(folder.resolve(CohortFiles.LENGTHS), NpyType.INT32)) {
      for (int length : lengths) {
        output.writeInt(length);
      }
    }
  }

  private void write(String file, float[] content, long... innerAxes) throws IOException {
    Files.deleteIfExists(folder.resolve(file));
    try (NpyOutput output = NpyOutput.create(folder.resolve(file), NpyType.FLOAT32, innerAxes)) {
      output.write(content);
    }
  }

  private void replace(String file, NpyType type, int elements, long... innerAxes)
      throws IOException {
    Files.delete(folder.resolve(file));
    try (NpyOutput output = NpyOutput.create(folder.resolve(file), type, innerAxes)) {
      for (int i = 0; i < elements; i++) {
        if (type == NpyType.INT32) {
          output.writeInt(1);
        } else {
          output.write(new float[] {1});
        }
      }
    }
  }
}
