package org.hideandseek.challenges.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.npy.NpyOutput;
import org.hideandseek.challenges.npy.NpyType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CohortDescriptionTest {
  private static final Schema SCHEMA =
      new Schema(
          "hours",
          3,
          24,
          List.of(
              Variable.numeric("lactate", "mmol/L", 0, 30),
              Variable.binary("ventilated"),
              Variable.numeric("never", "", 0, 1)),
          List.of(Variable.numeric("age", "years", 0, 120), Variable.binary("died").asOutcome()));
  private static final float NONE = Float.NaN;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    SchemaFile.write(folder, SCHEMA);
    CohortFiles.write(
        folder,
        new Cohort(
            SCHEMA,
            List.of(
                new Patient(
                    new float[] {0, 1, 4},
                    new float[] {2, 1, NONE, NONE, 1, NONE, 4, 0, NONE},
                    new float[] {70, 1}),
                new Patient(new float[] {0}, new float[] {NONE, 0, NONE}, new float[] {NONE, 0}),
                new Patient(
                    new float[] {0}, new float[] {NONE, NONE, NONE}, new float[] {50, NONE}))));
  }

  @Test
  void countsLengthsAndMissingValues() throws IOException {
    CohortDescription cohort = CohortDescription.of(folder);

    assertThat(cohort.patients()).isEqualTo(3);
    assertThat(cohort.steps()).isEqualTo(5);
    assertThat(cohort.time()).isEqualTo(4);
    assertThat(cohort.persons()).isEmpty();
    assertThat(cohort.outcomeShare()).hasValue(0.5);
    assertThat(cohort.lengths().orElseThrow().greatest()).isEqualTo(3);
    assertThat(cohort.gaps().orElseThrow().mean()).isEqualTo(2);
    VariableDescription lactate = cohort.features().get(0);
    assertThat(lactate.known()).isEqualTo(2);
    assertThat(lactate.share()).isEqualTo(0.4);
    assertThat(lactate.patients()).isEqualTo(1 / 3.0);
    assertThat(lactate.perTime()).isEqualTo(0.5);
    assertThat(lactate.distribution().orElseThrow().mean()).isEqualTo(3);
    assertThat(cohort.features().get(1).codes()).containsExactly(2L, 2L);
    assertThat(cohort.features().get(2).distribution()).isEmpty();
    assertThat(cohort.statics().get(0).share()).isEqualTo(2 / 3.0);
  }

  @Test
  void tellsPersonsApartWhereTheyAreNumbered() throws IOException {
    number(7, 2, 7);

    assertThat(CohortDescription.of(folder).persons()).hasValue(2);
  }

  @Test
  void numbersThatDoNotFitThePatientsAreRefused() throws IOException {
    number(1, 2);

    assertThatThrownBy(() -> CohortDescription.of(folder))
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining("groups.npy has shape [2] instead of [3]");
  }

  private void number(int... persons) throws IOException {
    try (NpyOutput output = NpyOutput.create(folder.resolve("groups.npy"), NpyType.INT32)) {
      for (int person : persons) {
        output.writeInt(person);
      }
    }
  }
}
