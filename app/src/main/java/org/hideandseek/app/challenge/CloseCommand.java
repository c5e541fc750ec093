package org.hideandseek.app.challenge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a challenge. */
@Command(
    name = "close",
    description =
        "Take no more submissions, wait until all are played, and reveal what was committed to.",
    mixinStandardHelpOptions = true)
final class CloseCommand implements Callable<Integer> {
  private static final long PAUSE_MS = 1000;

  @Mixin private PlatformOptions platform = new PlatformOptions();

  @Option(
      names = "--dump",
      paramLabel = "DIR",
      description =
          "Write all that is needed to compute the boards again, private patients included, into this new folder.")
  private Optional<Path> dump;

  @Parameters(paramLabel = "NAME", description = "Name of the challenge.")
  private String name;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Host host = Host.of(platform)) {
      reveal(host);
      System.err.println("Challenge " + name + " is closed, and what it committed to is revealed.");
      if (dump.isPresent()) {
        host.dump(name, dump.get());
        System.err.println(
            "Written to "
                + dump.get()
                + ", private patients included; next: ./hideandseek challenge verify "
                + dump.get());
      }
    }
    return 0;
  }

  private void reveal(Host host) throws IOException, InterruptedException {
    int told = -1;
    for (Host.Ending ending = host.close(name); !ending.revealed(); ending = host.close(name)) {
      if (!host.plays()) {
        throw new CommandException(
            "Challenge "
                + name
                + " takes no more submissions, but "
                + ending.runsLeft()
                + " runs are still to be played; start the platform with ./hideandseek serve and close it again.");
      }
      if (ending.runsLeft() != told) {
        told = ending.runsLeft();
        System.err.println("Closed to submissions; waiting for " + told + " runs.");
      }
      Thread.sleep(PAUSE_MS);
    }
  }
}
