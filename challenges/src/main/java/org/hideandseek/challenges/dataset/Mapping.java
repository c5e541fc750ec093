package org.hideandseek.challenges.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a long table is to be read.
 *
 * @param columns which columns say what
 * @param delimiter between cells, a comma unless given
 * @param timeUnit what the time column counts; the cohort's times are in the same unit
 * @param horizon later times are left out, in that unit; {@code --hours} unless given
 * @param patients a second table, of one row a patient; none unless given
 * @param features measured over time; their items are what the variable column says
 * @param statics known once; their items are what the variable column says, or {@code
 *     patients/COLUMN}
 */
record Mapping(
    @JsonProperty(required = true) Columns columns,
    String delimiter,
    @JsonProperty(required = true) TimeUnit timeUnit,
    Double horizon,
    Patients patients,
    @JsonProperty(required = true) List<ListedVariable> features,
    List<ListedVariable> statics) {

  Mapping {
    delimiter = delimiter == null ? "," : delimiter;
    if (delimiter.length() != 1) {
      throw new IllegalArgumentException(
          "a delimiter is one character, unlike '" + delimiter + "'");
    }
    if (horizon != null && !(horizon > 0 && Double.isFinite(horizon))) {
      throw new IllegalArgumentException("a horizon is positive, not " + horizon);
    }
    features = List.copyOf(features);
    statics = statics == null ? List.of() : List.copyOf(statics);
  }

  /**
   * Columns of the long table.
   *
   * @param unit of the value; none unless given
   * @param group whose stay it is; none unless given
   */
  record Columns(
      @JsonProperty(required = true) String patient,
      @JsonProperty(required = true) String time,
      @JsonProperty(required = true) String variable,
      @JsonProperty(required = true) String value,
      String unit,
      String group) {

    Optional<String> units() {
      return Optional.ofNullable(unit);
    }

    Optional<String> groups() {
      return Optional.ofNullable(group);
    }
  }

  /**
   * The table of patients.
   *
   * @param file beside the long table
   * @param patient its column of ids
   * @param group its column of persons; none unless given
   */
  record Patients(
      @JsonProperty(required = true) String file,
      @JsonProperty(required = true) String patient,
      String group) {

    Optional<String> groups() {
      return Optional.ofNullable(group);
    }
  }

  static Mapping read(Path file) throws DatasetException {
    return VariableList.readYaml(file, Mapping.class);
  }

  VariableList variables() {
    return new VariableList(features, statics);
  }

  Optional<Patients> patientTable() {
    return Optional.ofNullable(patients);
  }

  Intake.Window window(ImportRequest request) {
    return new Intake.Window(
        timeUnit.word(),
        horizon == null ? request.hours() / timeUnit.hours() : horizon,
        request.steps().orElse(Intake.MOST_STEPS));
  }
}
