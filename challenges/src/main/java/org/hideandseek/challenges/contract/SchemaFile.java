package org.hideandseek.challenges.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Path;
import org.hideandseek.challenges.cohort.Schema;

/** {@code schema.json}. */
public final class SchemaFile {
  public static final String FILE = "schema.json";

  private SchemaFile() {}

  /** Reads {@code schema.json} of a folder. */
  public static Schema read(Path folder) throws IOException {
    return ContractJson.read(folder.resolve(FILE), Schema.class);
  }

  /** Writes {@code schema.json} into a folder. */
  public static void write(Path folder, Schema schema) throws IOException {
    ContractJson.write(folder.resolve(FILE), schema, ContractJson.INDENTED);
  }

  /** The text of a {@code schema.json}. */
  public static String text(Schema schema) {
    try {
      return ContractJson.INDENTED.writeValueAsString(schema);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads such a text.
   *
   * @throws ContractViolation if it is none
   */
  public static Schema parse(String text) throws ContractViolation {
    return ContractJson.parse(text, FILE, Schema.class);
  }
}
