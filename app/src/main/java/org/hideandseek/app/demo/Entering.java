package org.hideandseek.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.hideandseek.app.client.ApiClient;
import org.hideandseek.app.players.ReferencePlayer;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Knowledge;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.SubmissionSummary;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Teams;

/** Enters the reference players through the API, as a participant would. */
final class Entering {
  private final String address;
  private final String challenge;
  private final PrintStream out;

  Entering(String address, String challenge, PrintStream out) {
    this.address = address;
    this.challenge = challenge;
    this.out = out;
  }

  /**
   * Enters those of a role's players that are not entered yet and are given what they need. Hiders
   * and seekers are two teams, so that their matches rank.
   */
  void enter(PlayerRole role, List<ReferencePlayer> players, Teams teams, Visitors visitors)
      throws IOException {
    List<String> entered =
        visitors.challenge(challenge).submissions().stream()
            .filter(submission -> submission.role() == role)
            .map(SubmissionSummary::name)
            .toList();
    Challenge definition = visitors.challenge(challenge).definition();
    ApiClient client = new ApiClient(address, token(teams, "reference " + role.word() + "s"));
    for (ReferencePlayer player : players) {
      Optional<Knowledge> missing =
          player.needs().stream()
              .filter(kind -> !definition.knowledge().contains(kind))
              .findFirst();
      if (missing.isPresent()) {
        out.println(
            "Left out "
                + role.word()
                + " "
                + player.name()
                + ": this challenge gives no "
                + switch (missing.get()) {
                  case REFERENCE -> "reference patients";
                  case SHADOWS -> "shadows";
                });
      } else if (!entered.contains(player.name())) {
        client.submit(challenge, role, player.name(), player.image());
        out.println("Entered " + role.word() + " " + player.name());
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
}
