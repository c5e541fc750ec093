package org.hideandseek.app.participant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.client.ApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the leaderboards of a challenge. */
@Command(
    name = "board",
    description = "Print the leaderboards of a challenge, as far as you may see them.",
    mixinStandardHelpOptions = true)
public final class BoardCommand implements Callable<Integer> {
  private enum Role {
    hider,
    seeker
  }

  @Mixin private AccessOptions options;

  @Parameters(index = "0", paramLabel = "CHALLENGE", description = "Name of the challenge.")
  private String challenge;

  @Option(names = "--role", description = "${COMPLETION-CANDIDATES} (default: both boards).")
  private Optional<Role> role;

  @Option(
      names = "--phase",
      description = "Name of a phase (default: the one that has begun last).")
  private Optional<String> phase;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    JsonNode boards =
        new Remote(options.access())
            .get(
                "/api/v1/challenges/"
                    + ApiClient.encode(challenge)
                    + "/leaderboards"
                    + phase.map(name -> "?phase=" + ApiClient.encode(name)).orElse(""));
    boolean hiders = role.isEmpty() || role.get() == Role.hider;
    boolean seekers = role.isEmpty() || role.get() == Role.seeker;
    if (json) {
      ObjectNode shown = (ObjectNode) boards;
      if (!hiders) {
        shown.remove("hiders");
      }
      if (!seekers) {
        shown.remove("seekers");
      }
      Terminal.print(shown);
      return 0;
    }
    String of = Terminal.text(boards, "phase");
    Terminal.print(
        Terminal.text(boards, "challenge")
            + (of.isEmpty() ? "" : ", phase " + of)
            + (boards.path("preliminary").asBoolean() ? ", preliminary" : "")
            + ", as of "
            + Terminal.moment(boards, "computed_at"));
    String notice = Terminal.text(boards, "notice");
    if (!notice.isEmpty()) {
      Terminal.print(notice);
    }
    if (hiders) {
      hiders(boards);
    }
    if (seekers) {
      seekers(boards);
    }
    return 0;
  }

  private static void hiders(JsonNode boards) {
    Terminal.print("");
    Terminal.print("Hiders, by the AUC of the strongest seeker; lower is better");
    Terminal.Table table =
        new Terminal.Table(
            "rank", "number", "name", "team", "gate", "AUC", "95 %", "by", "utility");
    for (JsonNode row : boards.path("hiders")) {
      table.row(
          rank(row),
          Terminal.text(row, "submission"),
          Terminal.text(row, "name"),
          team(row),
          Terminal.text(row, "gate"),
          score(row.path("worst_auc")),
          interval(row.path("worst_auc_interval")),
          Terminal.text(row, "worst_seeker"),
          score(row.path("utility")));
    }
    table.print();
  }

  private static void seekers(JsonNode boards) {
    Terminal.print("");
    Terminal.print("Seekers, by mean AUC over the ranked hiders of others; higher is better");
    Terminal.Table table =
        new Terminal.Table("rank", "number", "name", "team", "AUC", "best", "worst");
    for (JsonNode row : boards.path("seekers")) {
      table.row(
          rank(row),
          Terminal.text(row, "submission"),
          Terminal.text(row, "name"),
          team(row),
          score(row.path("mean_auc")),
          score(row.path("best_auc")),
          score(row.path("worst_auc")));
    }
    table.print();
  }

  private static String team(JsonNode row) {
    return Terminal.text(row, "team") + (row.path("baseline").asBoolean() ? " (baseline)" : "");
  }

  private static String rank(JsonNode row) {
    String rank = Terminal.text(row, "rank");
    JsonNode range = row.path("rank_range");
    return range.isArray() && !range.path(0).equals(range.path(1))
        ? rank + " (" + range.path(0).asInt() + "-" + range.path(1).asInt() + ")"
        : rank;
  }

  private static String score(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%.3f", value.asDouble()) : "not scored";
  }

  private static String interval(JsonNode pair) {
    return pair.isArray() ? score(pair.path(0)) + " to " + score(pair.path(1)) : "";
  }
}
