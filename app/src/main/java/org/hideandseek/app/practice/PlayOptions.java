package org.hideandseek.app.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hideandseek.app.CommandException;
import picocli.CommandLine.Option;

/** What all commands that run players and report on them can be told. */
public final class PlayOptions {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--gpus",
      split = ",",
      description = "Indices of the GPUs that the players may use, such as 0,1 (default: none).")
  private List<Integer> gpus = List.of();

  @Option(names = "--json", description = "Write the result into this file too.")
  private Optional<Path> json = Optional.empty();

  /** Indices of the GPUs that players may use. */
  public List<Integer> gpus() {
    return gpus;
  }

  /** Writes the result, if it is wanted. */
  public void write(JsonNode result) throws IOException {
    if (json.isPresent()) {
      try {
        Files.write(json.get(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(result));
      } catch (NoSuchFileException e) {
        throw new CommandException("There is no folder for " + json.get() + "; make it first.");
      }
    }
  }
}
