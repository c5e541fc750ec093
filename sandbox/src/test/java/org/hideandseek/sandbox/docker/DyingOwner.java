package org.hideandseek.sandbox.docker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.sandbox.Limits;
import org.hideandseek.sandbox.OutputRule;
import org.hideandseek.sandbox.RunRequest;

/** A process with a run under way, to be killed by a test. */
final class DyingOwner {

  private DyingOwner() {}

  /**
   * Runs a container until killed.
   *
   * @param args the owner's name, an input folder and an output folder
   */
  public static void main(String[] args) throws Exception {
    try (DockerSandbox sandbox = new DockerSandbox(DockerSandboxIT.config(args[0]))) {
      sandbox.run(
          new RunRequest(
              "run-of-a-dying-owner",
              sandbox.find(DockerSandboxIT.IMAGE),
              Optional.of(List.of("sh", "-c", "while :; do sleep 1; done")),
              Path.of(args[1]),
              Path.of(args[2]),
              new OutputRule(Map.of()),
              new Limits(
                  Duration.ofMinutes(5), 64 << 20, 1, 30, 256, 1 << 20, 10, 1 << 20, 10, 64 << 10),
              List.of()));
    }
  }
}
