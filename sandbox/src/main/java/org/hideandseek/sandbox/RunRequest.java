package org.hideandseek.sandbox;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One execution of a container.
 *
 * @param runId names the run, for {@link Sandbox#cancel} and in the engine's labels: letters,
 *     digits, '-' and '_'
 * @param image what to run
 * @param command replaces the image's own entry point and command where given
 * @param input a folder on this machine, mounted read-only at {@code /in}; readable by every user
 * @param output an existing empty folder on this machine that receives the files of {@code rule}
 * @param rule which files the container may leave in {@code /out}
 * @param limits what it may use
 * @param gpus indices of the GPUs handed to this run alone; empty for none
 */
public record RunRequest(
    String runId,
    ImageId image,
    Optional<List<String>> command,
    Path input,
    Path output,
    OutputRule rule,
    Limits limits,
    List<Integer> gpus) {

  public RunRequest {
    if (!runId.matches("[A-Za-z0-9_-]{1,100}")) {
      throw new IllegalArgumentException(
          "run id " + runId + " has characters other than letters, digits, '-' and '_'");
    }
    requireNonNull(image);
    command = command.map(List::copyOf);
    requireNonNull(input);
    requireNonNull(output);
    requireNonNull(rule);
    requireNonNull(limits);
    gpus = List.copyOf(gpus);
  }
}
