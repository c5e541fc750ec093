package org.hideandseek.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.team.JdbiTeamStore;
import org.hideandseek.platform.team.Teams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes teams and tokens: the operator's, on the platform's machine. */
@Command(
    name = "team",
    description =
        "Make a team, or give it a new API token. With H2 the platform must not be running.",
    mixinStandardHelpOptions = true)
final class TeamCommand implements Callable<Integer> {
  private enum Verb {
    CREATE,
    TOKEN
  }

  @Mixin private NodeOptions options;

  @Option(names = "--data", description = "The platform's data folder (default: var/platform).")
  private Optional<Path> data;

  @Option(
      names = "--baseline",
      description = "Mark the team's players as the organisers', for comparison.")
  private boolean baseline;

  @Parameters(index = "0", description = "create or token.")
  private Verb verb;

  @Parameters(index = "1", description = "Name of the team.")
  private String name;

  @Override
  public Integer call() {
    System.out.println(
        withTeams(
            teams -> verb == Verb.CREATE ? teams.create(name, baseline) : teams.renewToken(name)));
    System.err.println(
        "This is the API token of team '" + name + "'. It is shown only now; keep it secret.");
    return 0;
  }

  private String withTeams(Function<Teams, String> action) {
    Path folder = data.orElse(Home.data("platform"));
    try (Database database = Database.open(options.config(folder).database())) {
      return action.apply(
          new Teams(new JdbiTeamStore(database.jdbi(), Clock.systemUTC()), new SecureRandom()));
    }
  }
}
