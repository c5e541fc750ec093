package org.hideandseek.app;

import java.util.concurrent.Callable;
import org.hideandseek.app.bench.BenchCommand;
import org.hideandseek.app.challenge.ChallengeCommand;
import org.hideandseek.app.dataset.DatasetCommand;
import org.hideandseek.app.demo.DemoCommand;
import org.hideandseek.app.disclosure.DisclosureCommand;
import org.hideandseek.app.participant.BoardCommand;
import org.hideandseek.app.participant.CancelCommand;
import org.hideandseek.app.participant.DownloadCommand;
import org.hideandseek.app.participant.LoginCommand;
import org.hideandseek.app.participant.StatusCommand;
import org.hideandseek.app.participant.SubmitCommand;
import org.hideandseek.app.score.EpsilonCommand;
import org.hideandseek.app.score.ScoreCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "hideandseek",
    description = "Privacy competitions on clinical time series.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      RefereeCommand.class,
      TeamCommand.class,
      AdminCommand.class,
      LoginCommand.class,
      SubmitCommand.class,
      StatusCommand.class,
      CancelCommand.class,
      BoardCommand.class,
      DownloadCommand.class,
      ChallengeCommand.class,
      DatasetCommand.class,
      DisclosureCommand.class,
      ScoreCommand.class,
      EpsilonCommand.class,
      BenchCommand.class
    })
public final class Main implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /**
   * Runs a command.
   *
   * @return its exit code: 0 if all went well, 1 if not, 2 if the arguments make no sense; those of
   *     participants have some more
   */
  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              command.getErr().println(Sentences.about(exception));
              return exception instanceof CommandException refused ? refused.exitCode() : 1;
            })
        .execute(arguments);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }
}
