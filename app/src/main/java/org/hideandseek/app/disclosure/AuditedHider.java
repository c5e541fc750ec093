package org.hideandseek.app.disclosure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.hideandseek.app.practice.PlayOptions;
import picocli.CommandLine.Mixin;
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

  @Mixin private PlayOptions options;

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
    return options.gpus();
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
    options.write(document);
  }
}
