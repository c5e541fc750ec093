package org.hideandseek.challenges.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hideandseek.challenges.npy.NpyOutput;
import org.hideandseek.challenges.npy.NpyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** task.json, schema.json and scores.npy. */
class ContractFilesTest {
  @TempDir private Path folder;

  @Test
  void aHidersTaskIsWrittenAsTheContractShowsIt() throws IOException {
    Task task = Task.hider(123, 2000, 600, 0);
    task.write(folder);

    assertThat(folder.resolve("task.json"))
        .hasContent(
            "{\"contract\":1,\"role\":\"hider\",\"seed\":123,\"records\":2000,\"seconds\":600,"
                + "\"gpus\":0}");
    assertThat(Task.read(folder)).isEqualTo(task);
  }

  @Test
  void aSeekersTaskIsReadAsItWasWritten() throws IOException {
    Task task = Task.seeker(Integer.MAX_VALUE, 4000, 120, 2);
    task.write(folder);

    assertThat(folder.resolve("task.json")).content().contains("\"role\":\"seeker\"");
    assertThat(Task.read(folder)).isEqualTo(task);
  }

  @Test
  void aTaskOfAnotherVersionOrWithoutAKeyIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("task.json"),
        "{\"contract\":2,\"role\":\"hider\",\"seed\":1,\"records\":1,\"seconds\":1,\"gpus\":0}");
    assertThatThrownBy(() -> Task.read(folder))
        .isInstanceOf(ContractViolation.class)
        .hasMessage("task.json: contract version 2 is not 1");

    Files.writeString(folder.resolve("task.json"), "{\"contract\":1,\"role\":\"hider\"}");
    assertThatThrownBy(() -> Task.read(folder))
        .isInstanceOf(ContractViolation.class)
        .hasMessageMatching("task.json, line 1: the key '[a-z]+' is missing");

    Files.delete(folder.resolve("task.json"));
    assertThatThrownBy(() -> Task.read(folder))
        .isInstanceOf(ContractViolation.class)
        .hasMessage("task.json is missing");
  }

  @Test
  void aSchemaIsWrittenWithTimeUnitStepsFeaturesAndStatics() throws IOException {
    SchemaFile.write(folder, Patients.SCHEMA);

    assertThat(folder.resolve("schema.json"))
        .content()
        .isEqualToIgnoringWhitespace(
            """
            {"time_unit": "hours", "steps": 3, "horizon": 48.0,
             "features": [
               {"name": "sbp", "unit": "mmHg", "kind": "numeric", "min": 40.0, "max": 300.0,
                "role": "covariate"},
               {"name": "ventilated", "kind": "binary", "min": 0.0, "max": 1.0,
                "role": "covariate"}],
             "statics": [
               {"name": "unit", "kind": "categorical", "min": 0.0, "max": 2.0,
                "categories": ["medical", "surgical", "coronary"], "role": "covariate"},
               {"name": "died", "kind": "binary", "min": 0.0, "max": 1.0, "role": "outcome"}]}
            """);
    assertThat(SchemaFile.read(folder)).isEqualTo(Patients.SCHEMA);
  }

  @Test
  void scoresAreReadAsTheyWereWrittenInfinitiesIncluded() throws IOException {
    float[] scores = {0.5f, Float.POSITIVE_INFINITY, -3, Float.NEGATIVE_INFINITY};
    ScoresFile.write(folder, scores);

    assertThat(ScoresFile.read(folder, 4)).containsExactly(scores);
    assertThat(Files.size(folder.resolve("scores.npy")))
        .isLessThanOrEqualTo(ScoresFile.largestBytes(4));
  }

  @Test
  void scoresThatBreakARuleAreRefusedWithTheFirstIndex() throws IOException {
    assertThatThrownBy(() -> ScoresFile.read(folder, 3))
        .isInstanceOf(ContractViolation.class)
        .hasMessage("scores.npy is missing");

    ScoresFile.write(folder, new float[] {1, Float.NaN, Float.NaN});
    assertThatThrownBy(() -> ScoresFile.read(folder, 3))
        .isInstanceOf(ContractViolation.class)
        .hasMessage("scores.npy[1] is NaN; every candidate needs a score");
    assertThatThrownBy(() -> ScoresFile.read(folder, 4))
        .isInstanceOf(ContractViolation.class)
        .hasMessage("scores.npy has shape [3] instead of [4]");

    Files.delete(folder.resolve("scores.npy"));
    try (NpyOutput output = NpyOutput.create(folder.resolve("scores.npy"), NpyType.INT32)) {
      output.writeInt(1);
    }
    assertThatThrownBy(() -> ScoresFile.read(folder, 1))
        .isInstanceOf(ContractViolation.class)
        .hasMessage("scores.npy has dtype <i4 instead of <f4");

    Files.delete(folder.resolve("scores.npy"));
    Path secret = Files.writeString(folder.resolve("secret"), "labels");
    Files.createSymbolicLink(folder.resolve("scores.npy"), secret);
    assertThatThrownBy(() -> ScoresFile.read(folder, 1))
        .isInstanceOf(ContractViolation.class)
        .hasMessage("scores.npy is not a regular file");
  }
}
