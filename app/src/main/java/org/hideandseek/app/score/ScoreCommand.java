package org.hideandseek.app.score;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Scores files. */
@Command(
    name = "score",
    description = "Score files as the platform would: privacy of a match, or utility of a release.",
    mixinStandardHelpOptions = true,
    subcommands = {PrivacyCommand.class, UtilityCommand.class})
public final class ScoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }
}
