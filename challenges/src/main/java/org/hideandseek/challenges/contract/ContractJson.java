package org.hideandseek.challenges.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.hideandseek.challenges.strict.StrictFormat;
import org.hideandseek.challenges.strict.StrictFormatException;

/** The JSON files of the contract: {@code task.json} and {@code schema.json}. */
final class ContractJson {
  /** On one line. */
  static final ObjectWriter LINE = new ObjectMapper().writer();

  /** Indented, for people. */
  static final ObjectWriter INDENTED = LINE.withDefaultPrettyPrinter();

  private ContractJson() {}

  static <T> T read(Path file, Class<T> type) throws IOException {
    String name = file.getFileName().toString();
    try {
      return parse(new String(Files.readAllBytes(file), UTF_8), name, type);
    } catch (NoSuchFileException e) {
      throw new ContractViolation(name + " is missing");
    }
  }

  /** All that is wrong with a file that is there, in the order of its lines. */
  static List<String> problems(Path file, Class<?> type) throws IOException {
    return StrictFormat.JSON.problems(
        new String(Files.readAllBytes(file), UTF_8), file.toString(), type);
  }

  static <T> T parse(String text, String name, Class<T> type) throws ContractViolation {
    try {
      return StrictFormat.JSON.read(text, name, type);
    } catch (StrictFormatException e) {
      throw new ContractViolation(e.getMessage());
    }
  }

  static void write(Path file, Object value, ObjectWriter writer) throws IOException {
    Files.write(file, writer.writeValueAsBytes(value));
  }
}
