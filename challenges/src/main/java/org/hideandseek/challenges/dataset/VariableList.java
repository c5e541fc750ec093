package org.hideandseek.challenges.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hideandseek.challenges.strict.StrictFormat;
import org.hideandseek.challenges.strict.StrictFormatException;

/**
 * Which variables a cohort gets, and where they stand in each format.
 *
 * @param features measured over time, in the order that the schema gets
 * @param statics known once
 */
record VariableList(
    @JsonProperty(required = true) List<ListedVariable> features, List<ListedVariable> statics) {
  private static final String STANDARD = "/datasets/variables.yaml";

  VariableList {
    features = List.copyOf(features);
    statics = statics == null ? List.of() : List.copyOf(statics);
  }

  /** The list that comes with the project. */
  static VariableList standard() {
    try (InputStream text = VariableList.class.getResourceAsStream(STANDARD)) {
      return StrictFormat.YAML.read(
          new String(text.readAllBytes(), UTF_8), STANDARD, VariableList.class);
    } catch (IOException e) {
      throw new IllegalStateException("The standard variable list is broken", e);
    }
  }

  /** Reads a list that somebody wrote. */
  static VariableList read(Path file) throws DatasetException {
    return readYaml(file, VariableList.class);
  }

  /** Reads a YAML file strictly. */
  static <T> T readYaml(Path file, Class<T> type) throws DatasetException {
    try {
      return StrictFormat.YAML.read(Files.readString(file), file.toString(), type);
    } catch (StrictFormatException e) {
      throw new DatasetException(e.getMessage(), e);
    } catch (IOException e) {
      throw new DatasetException(
          file + " can't be read; it must be a text in UTF-8 that you may read.", e);
    }
  }
}
