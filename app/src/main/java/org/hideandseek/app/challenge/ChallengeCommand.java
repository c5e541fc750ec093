package org.hideandseek.app.challenge;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Sets up challenges. */
@Command(
    name = "challenge",
    description =
        "Set up a challenge and end it: begin and check a bundle, open it, close it, verify it.",
    mixinStandardHelpOptions = true,
    subcommands = {
      InitCommand.class,
      CheckCommand.class,
      AuditCommand.class,
      OpenCommand.class,
      CloseCommand.class,
      VerifyCommand.class
    })
public final class ChallengeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }
}
