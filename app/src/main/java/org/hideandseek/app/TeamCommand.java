package org.hideandseek.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.client.ApiClient;
import org.hideandseek.app.client.OperatorClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes teams and tokens on the platform that runs on a data folder: the operator's command. */
@Command(
    name = "team",
    description = "Make a team on the running platform, or give it a new API token.",
    mixinStandardHelpOptions = true)
final class TeamCommand implements Callable<Integer> {
  private enum Verb {
    create,
    token
  }

  @Option(
      names = "--data",
      description = "The running platform's data folder (default: var/platform).")
  private Optional<Path> data;

  @Option(
      names = "--baseline",
      description = "Mark the team's players as the organisers', for comparison.")
  private boolean baseline;

  @Parameters(index = "0", description = "create, or token for a new token instead of the old one.")
  private Verb verb;

  @Parameters(index = "1", description = "Name of the team.")
  private String name;

  @Override
  public Integer call() throws IOException {
    ApiClient client = OperatorClient.of(data.orElse(Home.data("platform")));
    ObjectMapper json = new ObjectMapper();
    JsonNode answer =
        switch (verb) {
          case create ->
              client.post(
                  "/api/v1/teams",
                  json.createObjectNode().put("name", name).put("baseline", baseline));
          case token ->
              client.post(
                  "/api/v1/teams/" + ApiClient.encode(name) + "/token", json.createObjectNode());
        };
    System.out.println(answer.path("token").asText());
    System.err.println(
        "This is the API token of team '" + name + "'. It is shown only now; keep it secret.");
    return 0;
  }
}
