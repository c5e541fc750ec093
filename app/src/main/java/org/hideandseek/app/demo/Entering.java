package org.hideandseek.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hideandseek.app.CommandException;
import org.hideandseek.app.Home;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Teams;

/** Enters the reference players through the API, as {@code docker save IMAGE | curl} would. */
final class Entering {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final String challenge;
  private final PrintStream out;

  Entering(String address, String challenge, PrintStream out) {
    this.address = address;
    this.challenge = challenge;
    this.out = out;
  }

  /**
   * Enters all reference players of a role that are not entered yet. Hiders and seekers are two
   * teams, so that their matches rank.
   */
  void enterAll(PlayerRole role, Teams teams, Visitors visitors)
      throws IOException, InterruptedException {
    List<String> entered =
        visitors.challenge(challenge).submissions().stream()
            .filter(submission -> submission.role() == role)
            .map(submission -> submission.name())
            .toList();
    String token = token(teams, "reference " + role.word() + "s");
    for (String player : players(role)) {
      if (!entered.contains(player)) {
        enter(role, player, token);
      }
    }
  }

  /**
   * The token of a team, which is made if there is none: an earlier demo kept its token nowhere.
   */
  private static String token(Teams teams, String team) {
    try {
      return teams.create(team, true);
    } catch (ProblemException e) {
      if (e.problem() != Problem.CONFLICT) {
        throw e;
      }
      return teams.renewToken(team);
    }
  }

  private static List<String> players(PlayerRole role) throws IOException {
    Path list = Home.folder().resolve("reference-" + role.word() + "s").resolve("players.txt");
    return Files.readAllLines(list).stream()
        .map(line -> line.replaceAll("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private void enter(PlayerRole role, String player, String token)
      throws IOException, InterruptedException {
    String image = "hide-and-seek/" + role.word() + "-" + player + ":1";
    Process save =
        new ProcessBuilder("docker", "save", image)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    HttpResponse<String> answer;
    try (InputStream archive = save.getInputStream()) {
      answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(
                          address
                              + "/api/v1/challenges/"
                              + challenge
                              + "/submissions?role="
                              + role.word()
                              + "&name="
                              + URLEncoder.encode(player, StandardCharsets.UTF_8)))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/x-tar")
                  .POST(HttpRequest.BodyPublishers.ofInputStream(() -> archive))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    } finally {
      save.destroy();
    }
    if (answer.statusCode() != 201) {
      throw new CommandException(
          "Image "
              + image
              + " could not be entered: "
              + JSON.readTree(answer.body()).path("detail").asText(answer.body()));
    }
    out.println("Entered " + role.word() + " " + player);
  }
}
