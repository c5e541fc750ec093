package org.hideandseek.app.challenge;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Sets up challenges. */
@Command(
    name = "challenge",
    description = "Set up a challenge: begin a bundle, and check it before it opens.",
    mixinStandardHelpOptions = true,
    subcommands = {InitCommand.class, CheckCommand.class, AuditCommand.class})
public final class ChallengeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }
}
