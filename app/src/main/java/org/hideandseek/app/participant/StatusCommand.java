package org.hideandseek.app.participant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

/** Says where submissions are. */
@Command(
    name = "status",
    description = "Say where a submission is, or all of your teams.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  @Mixin private AccessOptions options;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SUBMISSION",
      description = "Its number; without it, all submissions of your teams.")
  private Optional<Long> submission;

  @Option(
      names = "--wait",
      description = "Wait until it has played all; the exit code is 0 only if it is ranked.")
  private boolean wait;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (submission.isEmpty()) {
      return all(new Remote(options.needAccess()));
    }
    Remote remote = new Remote(options.access());
    long id = submission.get();
    JsonNode document =
        wait ? Waiting.untilOver(remote, id) : remote.get("/api/v1/submissions/" + id);
    if (json) {
      Terminal.print(document);
    } else {
      tell(document);
    }
    return wait ? Waiting.exitCode(document) : 0;
  }

  private int all(Remote remote) {
    ObjectNode document = Terminal.object();
    ArrayNode submissions = document.putArray("submissions");
    for (JsonNode own : remote.get("/api/v1/account").path("teams")) {
      String challenge = own.path("challenge").asText();
      String next =
          "/api/v1/challenges/" + ApiClient.encode(challenge) + "/submissions?own=true&limit=1000";
      while (!next.isEmpty()) {
        JsonNode part = remote.get(next);
        for (JsonNode one : part.path("submissions")) {
          submissions.add(((ObjectNode) one).put("challenge", challenge));
        }
        next = part.path("next").asText("");
        next = next.equals("null") ? "" : next;
      }
    }
    if (json) {
      Terminal.print(document);
      return 0;
    }
    if (submissions.isEmpty()) {
      Terminal.print("Your teams have sent nothing yet.");
      return 0;
    }
    Terminal.Table table =
        new Terminal.Table("number", "challenge", "role", "name", "state", "since", "reason");
    for (JsonNode one : submissions) {
      table.row(
          Terminal.text(one, "id"),
          Terminal.text(one, "challenge"),
          Terminal.text(one, "role"),
          Terminal.text(one, "name"),
          Terminal.text(one, "state"),
          Terminal.moment(one, "changed_at"),
          Terminal.text(one, "reason"));
    }
    table.print();
    return 0;
  }

  private static void tell(JsonNode document) {
    Terminal.print(
        "Submission "
            + Terminal.text(document, "id")
            + ", "
            + Terminal.text(document, "role")
            + " '"
            + Terminal.text(document, "name")
            + "' of "
            + Terminal.text(document, "team")
            + " in "
            + Terminal.text(document, "challenge"));
    String reason = Terminal.text(document, "reason");
    Terminal.print(
        Terminal.text(document, "state")
            + " since "
            + Terminal.moment(document, "changed_at")
            + (reason.isEmpty() ? "" : ": " + reason));
    JsonNode queue = document.path("queue");
    if (queue.isObject()) {
      JsonNode expected = queue.path("expected_wait_seconds");
      Terminal.print(
          "in the queue: "
              + queue.path("runs_before").asLong()
              + " runs before its next"
              + (expected.isNumber()
                  ? ", which starts in about " + wait(expected.asDouble())
                  : ""));
    }
    Terminal.Table table =
        new Terminal.Table("run", "kind", "split", "opponent", "state", "ended", "reason");
    for (JsonNode run : document.path("runs")) {
      table.row(
          Terminal.text(run, "id"),
          Terminal.text(run, "kind"),
          Terminal.text(run, "split") + Terminal.text(run, "shadow"),
          Terminal.text(run, "opponent"),
          Terminal.text(run, "state"),
          Terminal.moment(run, "finished_at"),
          Terminal.text(run, "reason"));
    }
    table.print();
  }

  private static String wait(double seconds) {
    return seconds < 90
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }
}
