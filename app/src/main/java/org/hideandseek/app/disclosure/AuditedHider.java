package org.hideandseek.app.disclosure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hideandseek.app.CommandException;
import picocli.CommandLine.Option;

/** Which hider is audited, and on what. */
final class AuditedHider {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--challenge",
      required = true,
      description = "Name of a built-in challenge, or folder of a bundle.")
  private String challenge;

  @Option(
      names = "--hider",
      required = true,
      description =
          "Image of the hider, as the engine knows it, or FILE.zip in the format of 2020.")
  private String hider;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description =
          "Draws a split of the private patients, none of a competition's, and seeds all that is random "
              + "(default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--gpus",
      split = ",",
      description = "Indices of the GPUs that the players may use, such as 0,1 (default: none).")
  private List<Integer> gpus = List.of();

  @Option(names = "--json", description = "Write the result into this file too.")
  private Optional<Path> json;

  String challenge() {
    return challenge;
  }

  String hider() {
    return hider;
  }

  long seed() {
    return seed;
  }

  List<Integer> gpus() {
    return gpus;
  }

  /** A document that begins with what was asked. */
  ObjectNode document() {
    return JSON.createObjectNode()
        .put("challenge", challenge)
        .put("hider", hider)
        .put("seed", seed);
  }

  /** Writes the document, if it is wanted. */
  void write(ObjectNode document) throws IOException {
    if (json.isPresent()) {
      try {
        Files.write(json.get(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
      } catch (NoSuchFileException e) {
        throw new CommandException("There is no folder for " + json.get() + "; make it first.");
      }
    }
  }
}
