package org.hideandseek.web.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hideandseek.platform.audience.ClaimDetails;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.Leaderboards.MatchScores;
import org.hideandseek.platform.audience.MatchDetails;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.platform.audience.ReleaseDetails;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.report.Compared;
import org.hideandseek.platform.report.EpsilonEvidence;
import org.hideandseek.platform.report.MatchReport;
import org.hideandseek.platform.report.Measured;
import org.hideandseek.platform.report.ReleaseReport;
import org.hideandseek.platform.report.ReportJson;
import org.hideandseek.web.api.Audience;
import org.hideandseek.web.api.BearerToken;
import org.hideandseek.web.api.Csv;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.page.Figures;

/** Matches and releases for programs, in JSON and in CSV; near copies for the operator. */
public final class ReportApi {
  private final Audience audience;
  private final Operators operators;
  private final Json json;

  public ReportApi(Audience audience, Operators operators, Json json) {
    this.audience = audience;
    this.operators = operators;
    this.json = json;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/matches/{run}", this::match);
    routes.head("/api/v1/matches/{run}", this::match);
    routes.get("/api/v1/releases/{run}", this::release);
    routes.head("/api/v1/releases/{run}", this::release);
    routes.get("/api/v1/releases/{run}/near-copies", this::nearCopies);
    routes.get("/matches/{run}/numbers.csv", this::numbersCsv);
    routes.head("/matches/{run}/numbers.csv", this::numbersCsv);
    routes.get("/matches/{run}/claim.csv", this::matchClaimCsv);
    routes.head("/matches/{run}/claim.csv", this::matchClaimCsv);
    routes.get("/releases/{run}/claim.csv", this::releaseClaimCsv);
    routes.head("/releases/{run}/claim.csv", this::releaseClaimCsv);
    routes.get("/releases/{run}/facets.csv", this::facetsCsv);
    routes.head("/releases/{run}/facets.csv", this::facetsCsv);
    routes.get("/releases/{run}/components.csv", this::componentsCsv);
    routes.head("/releases/{run}/components.csv", this::componentsCsv);
    routes.get("/releases/{run}/left-out.csv", this::leftOutCsv);
    routes.head("/releases/{run}/left-out.csv", this::leftOutCsv);
    routes.get("/releases/{run}/fidelity.csv", this::fidelityCsv);
    routes.head("/releases/{run}/fidelity.csv", this::fidelityCsv);
    routes.get("/releases/{run}/variables.csv", this::variablesCsv);
    routes.head("/releases/{run}/variables.csv", this::variablesCsv);
    routes.get("/releases/{run}/courses.csv", this::coursesCsv);
    routes.head("/releases/{run}/courses.csv", this::coursesCsv);
  }

  private void match(Context ctx) {
    MatchDetails details = audience.of(ctx).match(RunNumber.of(ctx));
    MatchRow match = details.match();
    ObjectNode node = json.object();
    node.put("run", match.run());
    node.put("challenge", details.challenge());
    node.put("hider", match.hider()).put("hider_submission", match.hiderSubmission());
    node.put("seeker", match.seeker()).put("seeker_submission", match.seekerSubmission());
    node.put("split", match.split());
    node.put("state", match.state().word());
    node.put("reason", match.reason());
    node.put("ranks", match.ranks());
    finished(node, details.finishedAt(), details.scorer());
    node.put("withheld", details.withheld());
    node.set("scores", details.match().scores().map(ReportApi::scores).orElse(null));
    node.set("privacy", details.report().map(ReportJson::write).orElse(null));
    node.set("claim", details.claim().map(ReportApi::claim).orElse(null));
    json.send(ctx, node);
  }

  private void release(Context ctx) {
    ReleaseDetails details = audience.of(ctx).release(RunNumber.of(ctx));
    ObjectNode node = json.object();
    node.put("run", details.run());
    node.put("challenge", details.challenge());
    node.put("hider", details.hider().name()).put("hider_submission", details.hider().id());
    node.put("split", details.split());
    node.put("state", details.state().word());
    node.put("reason", details.reason());
    finished(node, details.finishedAt(), details.scorer());
    node.put("withheld", details.withheld());
    node.set("utility", details.report().map(ReportJson::write).orElse(null));
    node.set("claim", details.claim().map(ReportApi::claim).orElse(null));
    json.send(ctx, node);
  }

  /** What lists show of a match. */
  private static ObjectNode scores(MatchScores scores) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("auc", scores.auc());
    node.putArray("auc_interval").add(scores.aucLow()).add(scores.aucHigh());
    return node;
  }

  private static ObjectNode claim(ClaimDetails details) {
    ObjectNode node = ReportJson.write(details.claim());
    Json.put(node, "proved_epsilon", proved(details));
    node.put("proved_in_matches", provedIn(details));
    return node.put("refuted", details.refuted());
  }

  private static void finished(
      ObjectNode node, Optional<Instant> finishedAt, Optional<String> scorer) {
    Json.put(node, "finished_at", finishedAt.map(Figures::iso));
    Json.put(node, "scorer", scorer);
  }

  private void nearCopies(Context ctx) {
    long run = RunNumber.of(ctx);
    ObjectNode node = json.object();
    node.put("run", run);
    node.set("near_copies", ReportJson.write(operators.nearCopies(BearerToken.of(ctx), run)));
    json.send(ctx, node);
    ctx.header("Cache-Control", "no-store");
  }

  private void numbersCsv(Context ctx) {
    MatchDetails details = audience.of(ctx).match(RunNumber.of(ctx));
    MatchReport report = scored(details.report(), "match");
    Csv csv = new Csv("number", "value", "low", "high", "chance_low", "chance_high");
    row(csv, "auc", report.auc());
    report.tprAtFpr().forEach((rate, measured) -> row(csv, "tpr_at_fpr_" + rate, measured));
    row(csv, "accuracy", report.accuracy());
    row(csv, "balanced_accuracy", report.balancedAccuracy());
    row(csv, "advantage", report.advantage());
    row(csv, "epsilon_lower_bound", report.epsilon().lowerBound());
    row(csv, "epsilon_one_run", report.oneRun().lowerBound());
    csv.send(ctx, "match-" + details.match().run() + "-numbers.csv");
  }

  private static void row(Csv csv, String name, Measured measured) {
    csv.text(name).number(measured.value()).number(measured.low()).number(measured.high());
    csv.number(measured.chanceLow()).number(measured.chanceHigh()).end();
  }

  private static void row(Csv csv, String name, double value) {
    OptionalDouble none = OptionalDouble.empty();
    csv.text(name).number(value).number(none).number(none).number(none).number(none).end();
  }

  private void matchClaimCsv(Context ctx) {
    MatchDetails details = audience.of(ctx).match(RunNumber.of(ctx));
    claimCsv(details.claim()).send(ctx, "match-" + details.match().run() + "-claim.csv");
  }

  private void releaseClaimCsv(Context ctx) {
    ReleaseDetails details = audience.of(ctx).release(RunNumber.of(ctx));
    claimCsv(details.claim()).send(ctx, "release-" + details.run() + "-claim.csv");
  }

  private static Csv claimCsv(Optional<ClaimDetails> details) {
    ClaimDetails known =
        details.orElseThrow(
            () -> new ProblemException(Problem.NOT_FOUND, "The hider of this run claims nothing."));
    ClaimReport claim = known.claim();
    Csv csv =
        new Csv(
            "mechanism",
            "epsilon",
            "delta",
            "accounting",
            "accounted_epsilon",
            "proved_epsilon",
            "proved_in_matches",
            "refuted");
    csv.text(claim.mechanism().word()).number(claim.epsilon()).number(claim.delta());
    csv.text(claim.accounting().word()).number(claim.accounted()).number(proved(known));
    csv.number(provedIn(known)).text(Boolean.toString(known.refuted())).end();
    return csv;
  }

  private static OptionalDouble proved(ClaimDetails details) {
    return details
        .evidence()
        .map(evidence -> OptionalDouble.of(evidence.lowerBound()))
        .orElse(OptionalDouble.empty());
  }

  private static int provedIn(ClaimDetails details) {
    return details.evidence().map(EpsilonEvidence::matches).orElse(0);
  }

  private void facetsCsv(Context ctx) {
    Csv csv = new Csv("facet", "skill", "low", "high");
    report(ctx)
        .facets()
        .forEach(
            facet ->
                csv.text(facet.facet().word())
                    .number(facet.skill())
                    .number(facet.low())
                    .number(facet.high())
                    .end());
    send(ctx, csv, "facets");
  }

  private void componentsCsv(Context ctx) {
    Csv csv = new Csv("facet", "name", "trivial", "real", "synthetic", "skill");
    report(ctx)
        .components()
        .forEach(
            component ->
                csv.text(component.facet().word())
                    .text(component.name())
                    .number(component.trivial())
                    .number(component.real())
                    .number(component.synthetic())
                    .number(component.skill())
                    .end());
    send(ctx, csv, "components");
  }

  private void leftOutCsv(Context ctx) {
    Csv csv = new Csv("facet", "name", "reason");
    report(ctx)
        .leftOut()
        .forEach(left -> csv.text(left.facet().word()).text(left.name()).text(left.reason()).end());
    send(ctx, csv, "left-out");
  }

  private void fidelityCsv(Context ctx) {
    Csv csv = new Csv("number", "release", "real");
    report(ctx)
        .fidelity()
        .measures()
        .forEach((measure, compared) -> pair(csv.text(measure.key()), compared).end());
    send(ctx, csv, "fidelity");
  }

  private void variablesCsv(Context ctx) {
    Csv csv = new Csv("name", "ks", "ks_real", "w1", "w1_real");
    report(ctx)
        .fidelity()
        .variables()
        .forEach(
            variable -> pair(pair(csv.text(variable.name()), variable.ks()), variable.w1()).end());
    send(ctx, csv, "variables");
  }

  private void coursesCsv(Context ctx) {
    Csv csv =
        new Csv(
            "name",
            "differences",
            "differences_real",
            "means",
            "means_real",
            "missing",
            "missing_real");
    report(ctx)
        .fidelity()
        .courses()
        .forEach(
            course -> {
              pair(csv.text(course.name()), course.differences());
              pair(pair(csv, course.means()), course.missing()).end();
            });
    send(ctx, csv, "courses");
  }

  private static Csv pair(Csv csv, Compared compared) {
    return csv.number(compared.release()).number(compared.real());
  }

  private ReleaseReport report(Context ctx) {
    return scored(audience.of(ctx).release(RunNumber.of(ctx)).report(), "release");
  }

  private static <T> T scored(Optional<T> report, String what) {
    return report.orElseThrow(
        () ->
            new ProblemException(
                Problem.NOT_FOUND, "This " + what + " has no table: nothing was kept about it."));
  }

  private static void send(Context ctx, Csv csv, String table) {
    csv.send(ctx, "release-" + RunNumber.of(ctx) + "-" + table + ".csv");
  }
}
