package org.hideandseek.web.board;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.HiderRow;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.Leaderboards.MatchScores;
import org.hideandseek.platform.audience.Leaderboards.Ranks;
import org.hideandseek.platform.audience.Leaderboards.Rating;
import org.hideandseek.platform.audience.Leaderboards.Row2020;
import org.hideandseek.platform.audience.Leaderboards.SeekerRow;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.report.ReportJson;
import org.hideandseek.web.api.Audience;
import org.hideandseek.web.api.Csv;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.api.Paging;
import org.hideandseek.web.api.Renditions;
import org.hideandseek.web.challenge.ChallengeJson;
import org.hideandseek.web.page.Address;
import org.hideandseek.web.page.Pages;

/** Leaderboards, matrix and matches for programs, in JSON and in CSV. */
public final class BoardApi {
  private static final String[] MATCHES = {
    "run",
    "hider",
    "seeker",
    "split",
    "state",
    "reason",
    "ranks",
    "auc",
    "auc_low",
    "auc_high",
    "tpr_at_fpr_0.001",
    "tpr_at_fpr_0.01",
    "tpr_at_fpr_0.1",
    "accuracy",
    "balanced_accuracy"
  };
  private static final String[] MATRIX = {"hider", "seeker", "mean_auc", "splits_scored", "ranks"};

  private final Audience audience;
  private final Renditions renditions;
  private final Json json;

  public BoardApi(Audience audience, Renditions renditions, Json json) {
    this.audience = audience;
    this.renditions = renditions;
    this.json = json;
  }

  public void addTo(RoutesConfig routes) {
    add(
        routes,
        "/api/v1/challenges/{name}/leaderboards",
        ctx -> json.send(ctx, leaderboards(json, boards(ctx))));
    add(routes, "/api/v1/challenges/{name}/matches", this::matches);
    add(routes, "/api/v1/challenges/{name}/matrix", this::matrix);
    csv(routes, "hiders.csv", BoardApi::hidersCsv);
    csv(routes, "seekers.csv", BoardApi::seekersCsv);
    csv(routes, "ranking-2020.csv", BoardApi::ranking2020Csv);
    add(routes, "/challenges/{name}/matches.csv", this::matchesCsv);
    add(routes, "/challenges/{name}/matrix.csv", this::matrixCsv);
  }

  private void csv(RoutesConfig routes, String file, Function<Leaderboards, Csv> table) {
    add(routes, "/challenges/{name}/" + file, ctx -> sendCsv(ctx, file, table));
  }

  private void add(RoutesConfig routes, String path, Handler answer) {
    Handler kept = renditions.of(ctx -> audience.edition(ctx, ctx.pathParam("name")), answer);
    routes.get(path, kept);
    routes.head(path, kept);
  }

  private void sendCsv(Context ctx, String file, Function<Leaderboards, Csv> table) {
    Leaderboards boards = boards(ctx);
    table.apply(boards).send(ctx, boards.challenge() + "-" + file);
  }

  private void matchesCsv(Context ctx) {
    Leaderboards boards = boards(ctx);
    List<MatchRow> rows =
        MatchesView.filter(boards.matches(), parameter(ctx, "hider"), parameter(ctx, "seeker"));
    Csv.send(ctx, boards.challenge() + "-matches.csv", MATCHES, csv -> write(csv, rows));
  }

  private void matrixCsv(Context ctx) {
    Leaderboards boards = boards(ctx);
    Csv.send(ctx, boards.challenge() + "-matrix.csv", MATRIX, csv -> writeMatrix(csv, boards));
  }

  static ObjectNode leaderboards(Json json, Leaderboards boards) {
    ObjectNode node = head(json, boards);
    node.put("gate", boards.gate());
    node.put("preliminary", !boards.progress().settled());
    ChallengeJson.progress(node.putObject("progress"), boards.progress());
    ArrayNode hiders = node.putArray("hiders");
    boards.hiders().forEach(row -> hider(hiders.addObject(), row));
    ArrayNode seekers = node.putArray("seekers");
    boards.seekers().forEach(row -> seeker(seekers.addObject(), row));
    ArrayNode bases = node.putArray("rating_bases");
    boards.ratingBases().forEach(bases::add);
    ObjectNode then = node.putObject("ranking_2020");
    then.put("gate_compared", boards.ranking2020().gateCompared());
    ArrayNode hidersThen = then.putArray("hiders");
    boards.ranking2020().hiders().forEach(row -> row2020(hidersThen.addObject(), row));
    ArrayNode seekersThen = then.putArray("seekers");
    boards.ranking2020().seekers().forEach(row -> row2020(seekersThen.addObject(), row));
    return node;
  }

  private void matches(Context ctx) {
    Leaderboards boards = boards(ctx);
    String hider = parameter(ctx, "hider");
    String seeker = parameter(ctx, "seeker");
    if (!Paging.isAskedFor(ctx)) {
      json.send(
          ctx,
          head(json, boards),
          "matches",
          MatchesView.filter(boards.matches(), hider, seeker),
          BoardApi::match);
      return;
    }
    Address here =
        Address.of("/api/v1/challenges/" + boards.challenge() + "/matches")
            .with("hider", hider)
            .with("seeker", seeker)
            .with("phase", parameter(ctx, "phase"));
    ObjectNode node = head(json, boards);
    List<MatchRow> part =
        Paging.of(ctx)
            .cut(
                ctx,
                node,
                here,
                MatchesView.filter(boards.matches(), hider, seeker),
                MatchRow::run);
    write(node, part);
    json.send(ctx, node);
  }

  /** The matches of the players of these names; an empty name is anybody's. */
  static ObjectNode matches(Json json, Leaderboards boards, String hider, String seeker) {
    ObjectNode node = head(json, boards);
    write(node, MatchesView.filter(boards.matches(), hider, seeker));
    return node;
  }

  private static void write(ObjectNode node, List<MatchRow> rows) {
    ArrayNode matches = node.putArray("matches");
    rows.forEach(row -> match(matches.addObject(), row));
  }

  private void matrix(Context ctx) {
    Leaderboards boards = boards(ctx);
    Address here =
        Address.of("/api/v1/challenges/" + boards.challenge() + "/matrix")
            .with(Pages.PAGE, parameter(ctx, Pages.PAGE))
            .with(Pages.SEEKER_PAGE, parameter(ctx, Pages.SEEKER_PAGE));
    Matrix matrix = here.query().isEmpty() ? Matrix.of(boards) : MatrixView.part(boards, here);
    json.send(ctx, matrixHead(json, boards, matrix), "hiders", matrix.rows(), matrix::writeTo);
  }

  static ObjectNode matrix(Json json, Leaderboards boards) {
    Matrix matrix = Matrix.of(boards);
    ObjectNode node = matrixHead(json, boards, matrix);
    ArrayNode hiders = node.putArray("hiders");
    matrix.rows().forEach(row -> matrix.writeTo(hiders.addObject(), row));
    return node;
  }

  private static ObjectNode matrixHead(Json json, Leaderboards boards, Matrix matrix) {
    ObjectNode node = head(json, boards);
    ArrayNode seekers = node.putArray("seekers");
    matrix.seekers().forEach(seeker -> seekers.add(seeker.name()));
    return node;
  }

  static Csv hidersCsv(Leaderboards boards) {
    String[] facets =
        boards.hiders().stream()
            .flatMap(row -> row.facets().keySet().stream())
            .distinct()
            .sorted()
            .toArray(String[]::new);
    String[] fixed = {
      "rank",
      "name",
      "team",
      "baseline",
      "gate",
      "worst_auc",
      "worst_auc_low",
      "worst_auc_high",
      "worst_seeker",
      "mean_accuracy",
      "utility",
      "rating",
      "rating_low",
      "rating_high",
      "claimed_epsilon",
      "claimed_delta"
    };
    String[] header = new String[fixed.length + facets.length];
    System.arraycopy(fixed, 0, header, 0, fixed.length);
    System.arraycopy(facets, 0, header, fixed.length, facets.length);
    Csv csv = new Csv(header);
    for (HiderRow row : boards.hiders()) {
      csv.number(row.rank()).text(row.name()).text(row.team());
      csv.text(Boolean.toString(row.baseline())).text(row.gate().word());
      csv.number(row.worstAuc()).number(row.worstAucLow()).number(row.worstAucHigh());
      csv.text(row.worstSeeker().orElse("")).number(row.meanAccuracy()).number(row.utility());
      rating(csv, row.rating());
      csv.number(row.claim().map(ClaimReport::epsilon).orElse(Double.NaN).doubleValue());
      csv.number(row.claim().map(ClaimReport::delta).orElse(Double.NaN).doubleValue());
      for (String facet : facets) {
        csv.number(row.facets().getOrDefault(facet, Double.NaN));
      }
      csv.end();
    }
    return csv;
  }

  static Csv seekersCsv(Leaderboards boards) {
    Csv csv =
        new Csv(
            "rank",
            "name",
            "team",
            "baseline",
            "mean_auc",
            "best_auc",
            "worst_auc",
            "rating",
            "rating_low",
            "rating_high");
    for (SeekerRow row : boards.seekers()) {
      csv.number(row.rank()).text(row.name()).text(row.team());
      csv.text(Boolean.toString(row.baseline()));
      csv.number(row.meanAuc()).number(row.bestAuc()).number(row.worstAuc());
      rating(csv, row.rating());
      csv.end();
    }
    return csv;
  }

  private static void rating(Csv csv, Optional<Rating> rating) {
    csv.number(rating.map(Rating::effect).orElse(Double.NaN).doubleValue());
    csv.number(rating.map(Rating::low).orElse(Double.NaN).doubleValue());
    csv.number(rating.map(Rating::high).orElse(Double.NaN).doubleValue());
  }

  static Csv ranking2020Csv(Leaderboards boards) {
    Csv csv = new Csv("role", "rank", "name", "team", "baseline", "gate", "mean_accuracy");
    boards.ranking2020().hiders().forEach(row -> row2020(csv, "hider", row));
    boards.ranking2020().seekers().forEach(row -> row2020(csv, "seeker", row));
    return csv;
  }

  private static void row2020(Csv csv, String role, Row2020 row) {
    csv.text(role).number(row.rank()).text(row.name()).text(row.team());
    csv.text(Boolean.toString(row.baseline())).text(row.gate().word());
    csv.number(row.meanAccuracy()).end();
  }

  static Csv matchesCsv(Leaderboards boards) {
    Csv csv = new Csv(MATCHES);
    write(csv, boards.matches());
    return csv;
  }

  private static void write(Csv csv, List<MatchRow> rows) {
    for (MatchRow row : rows) {
      csv.number(row.run()).text(row.hider()).text(row.seeker()).number(row.split());
      csv.text(row.state().word()).text(row.reason()).text(Boolean.toString(row.ranks()));
      scores(csv, row.scores());
      csv.end();
    }
  }

  /** The numbers of a match; as many empty cells where it has none. */
  static void scores(Csv csv, Optional<MatchScores> scores) {
    Map<String, Double> rates = scores.map(MatchScores::tprAtFpr).orElse(Map.of());
    csv.number(scores.map(MatchScores::auc).orElse(Double.NaN).doubleValue());
    csv.number(scores.map(MatchScores::aucLow).orElse(Double.NaN).doubleValue());
    csv.number(scores.map(MatchScores::aucHigh).orElse(Double.NaN).doubleValue());
    csv.number(rates.getOrDefault("0.001", Double.NaN).doubleValue());
    csv.number(rates.getOrDefault("0.01", Double.NaN).doubleValue());
    csv.number(rates.getOrDefault("0.1", Double.NaN).doubleValue());
    csv.number(scores.map(MatchScores::accuracy).orElse(Double.NaN).doubleValue());
    csv.number(scores.map(MatchScores::balancedAccuracy).orElse(Double.NaN).doubleValue());
  }

  static Csv matrixCsv(Leaderboards boards) {
    Csv csv = new Csv(MATRIX);
    writeMatrix(csv, boards);
    return csv;
  }

  private static void writeMatrix(Csv csv, Leaderboards boards) {
    Matrix matrix = Matrix.of(boards);
    for (Matrix.Row row : matrix.rows()) {
      for (int i = 0; i < row.pairs().size(); i++) {
        Matrix.Pair pair = row.pairs().get(i);
        csv.text(row.hider().name()).text(matrix.seekers().get(i).name());
        csv.number(pair.meanAuc()).number(pair.scored());
        csv.text(Boolean.toString(pair.ranks())).end();
      }
    }
  }

  private Leaderboards boards(Context ctx) {
    return audience.boards(ctx, ctx.pathParam("name"));
  }

  private static ObjectNode head(Json json, Leaderboards boards) {
    ObjectNode node = json.object();
    head(node, boards);
    return node;
  }

  /** Which boards something is taken from. */
  static void head(ObjectNode node, Leaderboards boards) {
    node.put("challenge", boards.challenge());
    Json.put(node, "computed_at", boards.computedAt());
    node.put("scorer", boards.scorer());
    Json.put(node, "phase", boards.view().phase());
    boards.view().phases().forEach(node.putArray("phases")::add);
    node.put("splits", boards.view().splits());
    node.put("notice", boards.view().notice());
  }

  private static String parameter(Context ctx, String name) {
    String value = ctx.queryParam(name);
    return value == null ? "" : value;
  }

  private static void ranks(ObjectNode node, Optional<Ranks> ranks) {
    if (ranks.isPresent()) {
      node.putArray("rank_range").add(ranks.get().best()).add(ranks.get().worst());
    } else {
      node.putNull("rank_range");
    }
  }

  static void hider(ObjectNode node, HiderRow row) {
    node.put("submission", row.submission());
    node.put("name", row.name());
    node.put("team", row.team());
    node.put("baseline", row.baseline());
    Json.put(node, "rank", row.rank());
    ranks(node, row.ranks());
    node.put("gate", row.gate().word());
    Json.put(node, "worst_auc", row.worstAuc());
    Json.interval(node, "worst_auc_interval", row.worstAucLow(), row.worstAucHigh());
    Json.put(node, "worst_seeker", row.worstSeeker());
    Json.put(node, "mean_accuracy", row.meanAccuracy());
    Json.put(node, "utility", row.utility());
    Json.numbers(node, "facets", row.facets());
    rating(node, row.rating());
    node.set("claim", row.claim().map(ReportJson::write).orElse(null));
    // Only where there is something to say: boards that were dumped before stay as they are.
    row.notMatched().ifPresent(why -> node.put("not_matched", why));
  }

  private static void rating(ObjectNode node, Optional<Rating> rating) {
    if (rating.isEmpty()) {
      node.putNull("rating");
      return;
    }
    ObjectNode object = node.putObject("rating");
    object.put("effect", rating.get().effect());
    object.put("effect_low", rating.get().low()).put("effect_high", rating.get().high());
    object.put("part", rating.get().part());
  }

  private static void row2020(ObjectNode node, Row2020 row) {
    node.put("submission", row.submission());
    node.put("name", row.name());
    node.put("team", row.team());
    node.put("baseline", row.baseline());
    Json.put(node, "rank", row.rank());
    node.put("gate", row.gate().word());
    Json.put(node, "mean_accuracy", row.meanAccuracy());
  }

  static void seeker(ObjectNode node, SeekerRow row) {
    node.put("submission", row.submission());
    node.put("name", row.name());
    node.put("team", row.team());
    node.put("baseline", row.baseline());
    Json.put(node, "rank", row.rank());
    ranks(node, row.ranks());
    Json.put(node, "mean_auc", row.meanAuc());
    Json.put(node, "best_auc", row.bestAuc());
    Json.put(node, "worst_auc", row.worstAuc());
    rating(node, row.rating());
  }

  static void match(ObjectNode node, MatchRow row) {
    node.put("run", row.run());
    node.put("hider", row.hider());
    node.put("hider_submission", row.hiderSubmission());
    node.put("seeker", row.seeker());
    node.put("seeker_submission", row.seekerSubmission());
    node.put("split", row.split());
    node.put("state", row.state().word());
    node.put("reason", row.reason());
    node.put("ranks", row.ranks());
    Optional<MatchScores> scores = row.scores();
    Json.put(node, "auc", number(scores.map(MatchScores::auc)));
    Json.interval(
        node,
        "auc_interval",
        number(scores.map(MatchScores::aucLow)),
        number(scores.map(MatchScores::aucHigh)));
    if (scores.isPresent()) {
      Json.numbers(node, "tpr_at_fpr", scores.get().tprAtFpr());
    } else {
      node.putNull("tpr_at_fpr");
    }
    Json.put(node, "accuracy", number(scores.map(MatchScores::accuracy)));
    Json.put(node, "balanced_accuracy", number(scores.map(MatchScores::balancedAccuracy)));
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }
}
