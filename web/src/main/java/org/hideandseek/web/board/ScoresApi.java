package org.hideandseek.web.board;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.RunSummary;
import org.hideandseek.platform.audience.SubmissionDetails;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.web.api.Audience;
import org.hideandseek.web.api.Csv;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.submission.SubmissionId;

/**
 * The scores of one submission in one piece: its line on the board, its releases and its matches.
 * They are what the boards and the submission's page show to whoever asks, and nothing else is read
 * for them.
 */
public final class ScoresApi {
  private final Audience audience;
  private final Json json;

  public ScoresApi(Audience audience, Json json) {
    this.audience = audience;
    this.json = json;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/submissions/{id}/scores", this::scores);
    routes.head("/api/v1/submissions/{id}/scores", this::scores);
    routes.get("/submissions/{id}/scores.csv", this::csv);
    routes.head("/submissions/{id}/scores.csv", this::csv);
  }

  /** What somebody sees of a submission and of the boards of its phase. */
  private record Seen(SubmissionDetails details, Leaderboards boards) {
    long id() {
      return details.summary().id();
    }

    List<RunSummary> releases() {
      return details.runs().stream().filter(run -> run.kind() == RunKind.RELEASE).toList();
    }

    List<MatchRow> matches() {
      return boards.matches().stream()
          .filter(
              match ->
                  details.summary().role() == PlayerRole.HIDER
                      ? match.hiderSubmission() == id()
                      : match.seekerSubmission() == id())
          .toList();
    }
  }

  private Seen seen(Context ctx) {
    Visitors visitors = audience.of(ctx);
    SubmissionDetails details = visitors.submission(SubmissionId.of(ctx));
    return new Seen(
        details,
        details
            .phase()
            .map(phase -> visitors.leaderboards(details.challenge(), phase))
            .orElseGet(() -> audience.boards(ctx, details.challenge())));
  }

  private void scores(Context ctx) {
    Seen seen = seen(ctx);
    ObjectNode node = json.object();
    node.put("submission", seen.id());
    node.put("role", seen.details().summary().role().word());
    node.put("name", seen.details().summary().name());
    BoardApi.head(node, seen.boards());
    node.putNull("hider");
    node.putNull("seeker");
    seen.boards().hiders().stream()
        .filter(row -> row.submission() == seen.id())
        .forEach(row -> BoardApi.hider(node.putObject("hider"), row));
    seen.boards().seekers().stream()
        .filter(row -> row.submission() == seen.id())
        .forEach(row -> BoardApi.seeker(node.putObject("seeker"), row));
    ArrayNode releases = node.putArray("releases");
    for (RunSummary run : seen.releases()) {
      ObjectNode release = releases.addObject().put("run", run.id());
      Json.put(release, "split", run.split());
      release.put("state", run.state().word()).put("reason", run.reason());
      Json.put(release, "utility", run.score());
    }
    ArrayNode matches = node.putArray("matches");
    seen.matches().forEach(match -> BoardApi.match(matches.addObject(), match));
    json.send(ctx, node);
  }

  private void csv(Context ctx) {
    Seen seen = seen(ctx);
    Csv csv =
        new Csv(
            "kind",
            "run",
            "hider",
            "seeker",
            "split",
            "state",
            "reason",
            "ranks",
            "utility",
            "auc",
            "auc_low",
            "auc_high",
            "tpr_at_fpr_0.001",
            "tpr_at_fpr_0.01",
            "tpr_at_fpr_0.1",
            "accuracy",
            "balanced_accuracy");
    for (RunSummary run : seen.releases()) {
      csv.text("release").number(run.id()).text(seen.details().summary().name()).text("");
      csv.number(run.split()).text(run.state().word()).text(run.reason()).text("");
      csv.number(run.score());
      BoardApi.scores(csv, Optional.empty());
      csv.end();
    }
    for (MatchRow match : seen.matches()) {
      csv.text("match").number(match.run()).text(match.hider()).text(match.seeker());
      csv.number(match.split()).text(match.state().word()).text(match.reason());
      csv.text(Boolean.toString(match.ranks())).number(OptionalDouble.empty());
      BoardApi.scores(csv, match.scores());
      csv.end();
    }
    csv.send(ctx, "submission-" + seen.id() + "-scores.csv");
  }
}
