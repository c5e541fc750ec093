package org.hideandseek.app.challenge;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Opens a challenge and prints what it commits to. */
@Command(
    name = "open",
    description =
        "Open a challenge, on the running platform or in its data folder, and commit to it.",
    mixinStandardHelpOptions = true)
final class OpenCommand implements Callable<Integer> {
  @Mixin private PlatformOptions platform = new PlatformOptions();

  @Parameters(
      paramLabel = "DIR|NAME",
      description = "Folder of a bundle, or name of a built-in challenge.")
  private String nameOrFolder;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException {
    try (Host host = Host.of(platform)) {
      Optional<String> root = host.open(nameOrFolder);
      if (root.isPresent()) {
        System.err.println("It is open. The root of all its commitments is");
        out.println(root.get());
        System.err.println("Tell it to whoever is to believe you that nothing was changed later.");
      } else {
        System.err.println("It was opened before there were commitments, and has none.");
      }
    }
    return 0;
  }
}
