package org.hideandseek.web.submission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.OwnSubmission;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.RunSummary;
import org.hideandseek.platform.audience.StatementDetails;
import org.hideandseek.platform.audience.SubmissionDetails;
import org.hideandseek.platform.audience.SubmissionDetails.Choice;
import org.hideandseek.platform.audience.SubmissionSummary;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.QueuePlace;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.submission.Agreement;
import org.hideandseek.platform.submission.EndedBy;
import org.hideandseek.platform.submission.Intervention;
import org.hideandseek.web.api.Audience;
import org.hideandseek.web.api.Callers;
import org.hideandseek.web.api.Csv;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.api.Paging;
import org.hideandseek.web.api.Renditions;
import org.hideandseek.web.challenge.ChallengeJson;
import org.hideandseek.web.page.Address;
import org.hideandseek.web.page.Figures;

/** Submissions for programs: one's states and runs, and what its check printed. */
public final class SubmissionApi {
  private final Audience audience;
  private final Participants participants;
  private final Callers callers;
  private final Renditions renditions;
  private final Json json;

  public SubmissionApi(
      Audience audience,
      Participants participants,
      Callers callers,
      Renditions renditions,
      Json json) {
    this.audience = audience;
    this.participants = participants;
    this.callers = callers;
    this.renditions = renditions;
    this.json = json;
  }

  public void addTo(RoutesConfig routes) {
    one(routes, "/api/v1/submissions/{id}", this::show);
    one(routes, "/api/v1/submissions/{id}/runs", this::runs);
    Handler kept =
        renditions.of(ctx -> audience.of(ctx).edition(ctx.pathParam("name")), this::list);
    Handler list =
        ctx -> {
          // An empty list that is kept for who has sent nothing is not for who has no team.
          if (own(ctx)) {
            callers.needReader(ctx);
          }
          kept.handle(ctx);
        };
    routes.get("/api/v1/challenges/{name}/submissions", list);
    routes.head("/api/v1/challenges/{name}/submissions", list);
    routes.get("/challenges/{name}/submissions.csv", this::listCsv);
    routes.head("/challenges/{name}/submissions.csv", this::listCsv);
    routes.get("/api/v1/submissions/{id}/log", this::log);
    routes.head("/api/v1/submissions/{id}/log", this::log);
  }

  private void one(RoutesConfig routes, String path, Handler answer) {
    Handler kept =
        renditions.queued(ctx -> audience.of(ctx).editionOf(SubmissionId.of(ctx)), answer);
    routes.get(path, kept);
    routes.head(path, kept);
  }

  private void show(Context ctx) {
    SubmissionDetails details = audience.of(ctx).submission(SubmissionId.of(ctx));
    ObjectNode node = json.object();
    ChallengeJson.submission(node, details.summary());
    node.put("challenge", details.challenge());
    Json.put(node, "phase", details.phase());
    ArrayNode phases = node.putArray("phases");
    details.phases().forEach(phases::add);
    choice(node, details.choice());
    node.put("archive", details.archive());
    node.put("format", details.format().word());
    node.put("image", details.image());
    statement(node, details.statement());
    Json.put(node, "cost_seconds", seconds(details.cost()));
    queue(node, details.queue());
    ArrayNode history = node.putArray("history");
    details.history().forEach(one -> intervention(history.addObject(), one));
    ArrayNode runs = node.putArray("runs");
    details.runs().forEach(run -> run(runs.addObject(), run));
    json.send(ctx, node);
  }

  private static void choice(ObjectNode node, Optional<Choice> choice) {
    if (choice.isEmpty()) {
      node.putNull("choice");
      return;
    }
    ObjectNode now = node.putObject("choice");
    now.put("phase", choice.get().phase());
    Json.put(now, "begins", choice.get().begins());
    now.put("most", choice.get().most());
    now.put("chosen", choice.get().chosen());
  }

  /** What its team says of it; missing where the viewer does not see that. */
  private static void statement(ObjectNode node, Optional<StatementDetails> statement) {
    if (statement.isEmpty()) {
      node.putNull("description").putNull("fact_sheet").putNull("agreement");
      return;
    }
    node.put("description", statement.get().description());
    ArrayNode answers = node.putArray("fact_sheet");
    for (StatementDetails.Answer answer : statement.get().answers()) {
      answers
          .addObject()
          .put("name", answer.name())
          .put("question", answer.question())
          .put("answer", answer.answer());
    }
    Optional<Agreement> agreement = statement.get().agreement();
    if (agreement.isEmpty()) {
      node.putNull("agreement");
      return;
    }
    ObjectNode agreed = node.putObject("agreement");
    agreed.put("by", agreement.get().by());
    Json.put(agreed, "at", agreement.get().at());
    agreed.put("terms_sha256", agreement.get().terms());
  }

  private static void intervention(ObjectNode node, Intervention one) {
    node.put("what", one.playedAgain().isPresent() ? "played-again" : "scored-anew");
    Json.put(node, "at", one.at());
    Json.put(node, "reason", one.playedAgain().map(Intervention.PlayedAgain::reason));
    Json.put(node, "from", one.scoredAnew().map(Intervention.ScoredAnew::from));
    Json.put(node, "to", one.scoredAnew().map(Intervention.ScoredAnew::to));
  }

  private static void queue(ObjectNode node, Optional<QueuePlace> queue) {
    if (queue.isEmpty()) {
      node.putNull("queue");
      return;
    }
    ObjectNode place = node.putObject("queue");
    place.put("run", queue.get().run().value());
    place.put("runs_before", queue.get().before());
    Json.put(place, "expected_wait_seconds", seconds(queue.get().expectedWait()));
  }

  private void runs(Context ctx) {
    SubmissionDetails details = audience.of(ctx).submission(SubmissionId.of(ctx));
    Address here = Address.of("/api/v1/submissions/" + details.summary().id() + "/runs");
    ObjectNode node = json.object();
    List<RunSummary> part = Paging.of(ctx).cut(ctx, node, here, details.runs(), RunSummary::id);
    ArrayNode runs = node.putArray("runs");
    part.forEach(run -> run(runs.addObject(), run));
    json.send(ctx, node);
  }

  private void list(Context ctx) {
    if (own(ctx)) {
      listOwn(ctx);
      return;
    }
    ChallengeDetails challenge = audience.of(ctx).challenge(ctx.pathParam("name"));
    Address here =
        Address.of("/api/v1/challenges/" + challenge.definition().name() + "/submissions");
    ObjectNode node = json.object();
    List<SubmissionSummary> part =
        Paging.of(ctx).cut(ctx, node, here, challenge.submissions(), SubmissionSummary::id);
    ArrayNode submissions = node.putArray("submissions");
    part.forEach(one -> ChallengeJson.submission(submissions.addObject(), one));
    json.send(ctx, node);
  }

  private static boolean own(Context ctx) {
    String own = Optional.ofNullable(ctx.queryParam("own")).orElse("false");
    if (!own.equals("true") && !own.equals("false")) {
      throw new ProblemException(Problem.INVALID, "The parameter own is true or false.");
    }
    return own.equals("true");
  }

  private void listOwn(Context ctx) {
    String challenge = ctx.pathParam("name");
    Address here =
        Address.of("/api/v1/challenges/" + challenge + "/submissions").with("own", "true");
    ObjectNode node = json.object();
    List<OwnSubmission> part =
        Paging.of(ctx)
            .cut(ctx, node, here, audience.of(ctx).own(challenge), own -> own.summary().id());
    ArrayNode submissions = node.putArray("submissions");
    for (OwnSubmission own : part) {
      ObjectNode one = submissions.addObject();
      ChallengeJson.submission(one, own.summary());
      choice(one, own.choice());
    }
    json.send(ctx, node);
  }

  private void listCsv(Context ctx) {
    ChallengeDetails challenge = audience.of(ctx).challenge(ctx.pathParam("name"));
    Csv csv =
        new Csv(
            "id",
            "role",
            "name",
            "team",
            "baseline",
            "state",
            "reason",
            "created_at",
            "changed_at");
    for (SubmissionSummary one : challenge.submissions()) {
      csv.number(one.id()).text(one.role().word()).text(one.name()).text(one.team());
      csv.text(Boolean.toString(one.baseline())).text(one.state().word()).text(one.reason());
      csv.text(Figures.iso(one.createdAt())).text(Figures.iso(one.changedAt())).end();
    }
    csv.send(ctx, challenge.definition().name() + "-submissions.csv");
  }

  private void log(Context ctx) {
    String printed = participants.checkLog(callers.needReader(ctx), SubmissionId.of(ctx));
    ctx.contentType("text/plain; charset=UTF-8")
        .header("Cache-Control", "no-store")
        .result(printed);
  }

  private static void run(ObjectNode node, RunSummary run) {
    node.put("id", run.id());
    node.put("kind", run.kind().word());
    boolean shadow = run.kind() == RunKind.SHADOW;
    Json.put(node, "split", shadow ? OptionalInt.empty() : run.split());
    Json.put(node, "shadow", shadow ? run.split() : OptionalInt.empty());
    Json.put(node, "opponent", run.opponent());
    node.put("state", run.state().word());
    node.put("reason", run.reason());
    node.put("actor", run.actor().map(EndedBy::word).orElse(null));
    node.put("attempt", run.attempt());
    Json.put(node, "queued_at", run.queuedAt());
    if (run.finishedAt().isPresent()) {
      Json.put(node, "finished_at", run.finishedAt().get());
    } else {
      node.putNull("finished_at");
    }
    Json.put(node, "duration_seconds", seconds(run.duration()));
    Json.put(node, "cpu_seconds", seconds(run.cpuTime()));
    if (run.peakMemoryBytes().isPresent()) {
      node.put("peak_memory_bytes", run.peakMemoryBytes().getAsLong());
    } else {
      node.putNull("peak_memory_bytes");
    }
    Json.put(node, "score", run.score());
    Json.put(node, "queue_position", run.queuePosition());
  }

  private static OptionalDouble seconds(Optional<Duration> duration) {
    return duration.isPresent()
        ? OptionalDouble.of(duration.get().toMillis() / 1000.0)
        : OptionalDouble.empty();
  }
}
