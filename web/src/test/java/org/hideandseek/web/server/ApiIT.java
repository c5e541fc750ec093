package org.hideandseek.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiIT {
  private final ObjectMapper mapper = new ObjectMapper();
  private static TestSite site;

  @BeforeAll
  static void start() {
    site = new TestSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void challenges_areListed() throws IOException {
    JsonNode challenges = json("/api/v1/challenges").get("challenges");
    assertThat(challenges).hasSize(3);
    assertThat(challenges.get(0).get("name").asText()).isEqualTo("mayo-liver");
    assertThat(challenges.get(0).get("progress").get("total").asInt()).isEqualTo(176);
  }

  @Test
  void challenge_hasDefinitionAndSchema() throws IOException {
    JsonNode challenge = json("/api/v1/challenges/mayo-liver");
    assertThat(challenge.get("opened_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(challenge.get("gate").asDouble()).isEqualTo(0.5);
    assertThat(challenge.get("facets").get(2).asText()).isEqualTo("one-step-ahead");
    assertThat(challenge.get("limits").get("hider").get("memory_mib").asInt()).isEqualTo(2048);
    assertThat(challenge.get("schema").get("statics").get(2).get("role").asText())
        .isEqualTo("outcome");
    assertThat(challenge.get("submissions").get(0).get("state").asText()).isEqualTo("refused");
  }

  @Test
  void knowledge_isAListAndShadowsHaveTheirNumber() throws IOException {
    assertThat(json("/api/v1/challenges/mayo-liver").get("knowledge")).isEmpty();
    assertThat(json("/api/v1/challenges/mayo-liver").get("shadows").asInt()).isZero();
    JsonNode challenge = json("/api/v1/challenges/icu-nutrition");
    assertThat(challenge.get("knowledge"))
        .extracting(JsonNode::asText)
        .containsExactly("reference", "shadows");
    assertThat(challenge.get("shadows").asInt()).isEqualTo(3);
    JsonNode hider = json("/api/v1/submissions/18");
    assertThat(hider.get("cost_seconds").asDouble()).isEqualTo(59);
    JsonNode shadow = find(hider.get("runs"), "kind", "shadow");
    assertThat(shadow.get("shadow").asInt()).isEqualTo(2);
    assertThat(shadow.get("split").isNull()).isTrue();
    JsonNode release = find(hider.get("runs"), "kind", "release");
    assertThat(release.get("shadow").isNull()).isTrue();
    assertThat(json("/api/v1/submissions/11").get("cost_seconds").isNull()).isTrue();
    JsonNode row =
        find(
            json("/api/v1/challenges/icu-nutrition/leaderboards").get("hiders"),
            "submission",
            "18");
    assertThat(row.get("not_matched").asText()).startsWith("not matched: ");
  }

  @Test
  void leaderboards_haveTheFieldsOfTheDemo() throws IOException {
    JsonNode boards = json("/api/v1/challenges/mayo-liver/leaderboards");
    assertThat(boards.get("challenge").asText()).isEqualTo("mayo-liver");
    assertThat(boards.get("preliminary").asBoolean()).isTrue();
    JsonNode best = boards.get("hiders").get(0);
    for (String field :
        List.of(
            "name",
            "rank",
            "gate",
            "worst_auc",
            "worst_auc_interval",
            "worst_seeker",
            "mean_accuracy",
            "utility",
            "facets")) {
      assertThat(best.hasNonNull(field)).as(field).isTrue();
    }
    assertThat(best.get("worst_auc_interval")).hasSize(2);
    JsonNode open = find(boards.get("hiders"), "name", "quiet-river");
    assertThat(open.get("gate").asText()).isEqualTo("open");
    assertThat(open.has("worst_auc") && open.get("worst_auc").isNull()).isTrue();
    assertThat(open.has("rank") && open.get("rank").isNull()).isTrue();
    assertThat(open.get("worst_auc_interval").isNull()).isTrue();
    assertThat(boards.get("seekers").get(0).get("mean_auc").asDouble()).isEqualTo(0.77);
  }

  @Test
  void matches_haveAllScoresOrNull() throws IOException {
    JsonNode matches = json("/api/v1/challenges/mayo-liver/matches").get("matches");
    assertThat(matches).hasSize(120);
    assertThat(matches.get(0).get("tpr_at_fpr").get("0.01").isNumber()).isTrue();
    JsonNode failed =
        json("/api/v1/challenges/mayo-liver/matches?hider=timevae&seeker=achilles")
            .get("matches")
            .get(1);
    assertThat(failed.get("state").asText()).isEqualTo("timed-out");
    assertThat(failed.get("auc").isNull()).isTrue();
    assertThat(failed.get("tpr_at_fpr").isNull()).isTrue();
  }

  @Test
  void matrix_hasEveryPair() throws IOException {
    JsonNode matrix = json("/api/v1/challenges/mayo-liver/matrix");
    assertThat(matrix.get("seekers")).hasSize(4);
    assertThat(matrix.get("hiders")).hasSize(10);
    assertThat(matrix.get("hiders").get(0).get("pairs")).hasSize(4);
  }

  @Test
  void submission_hasItsRuns() throws IOException {
    JsonNode submission = json("/api/v1/submissions/3");
    assertThat(submission.get("challenge").asText()).isEqualTo("mayo-liver");
    assertThat(submission.get("state").asText()).isEqualTo("ranked");
    JsonNode check = submission.get("runs").get(0);
    assertThat(check.get("kind").asText()).isEqualTo("check");
    assertThat(check.get("duration_seconds").asDouble()).isEqualTo(3.412);
    assertThat(check.get("split").isNull()).isTrue();
  }

  @Test
  void csv_isATableForSpreadsheets() {
    HttpResponse<String> csv = site.get("/challenges/mayo-liver/hiders.csv");
    assertThat(csv.headers().firstValue("content-type").orElseThrow()).startsWith("text/csv");
    assertThat(csv.headers().firstValue("content-disposition"))
        .hasValue("attachment; filename=\"mayo-liver-hiders.csv\"");
    List<String> lines = csv.body().lines().toList();
    assertThat(lines).hasSize(11);
    assertThat(lines.get(0))
        .isEqualTo(
            "rank,name,team,baseline,gate,worst_auc,worst_auc_low,worst_auc_high,worst_seeker,"
                + "mean_accuracy,utility,rating,rating_low,rating_high,claimed_epsilon,claimed_delta,marginals,missingness,one-step-ahead,temporal-structure");
    assertThat(lines.get(1)).startsWith("1,var,Organisers,true,passed,0.5");
    assertThat(csv.body()).contains("-0.412").contains("\r\n");
    assertThat(lines).anyMatch(line -> line.startsWith(",quiet-river,Charon,false,open,,,,,,,,,,"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hiders", "seekers", "matches", "matrix", "submissions"})
  void csv_neverHoldsAFormula(String table) {
    String body = site.get("/challenges/icu-nutrition/" + table + ".csv").body();
    assertThat(body)
        .contains("'=HYPERLINK(\"\"http://example.org\"\";\"\"x\"\")")
        .doesNotContainPattern("(^|,|\n)\"?[=@]");
  }

  @Test
  void csv_quotesTeamsThatBeginWithAPlus() {
    assertThat(site.get("/challenges/icu-nutrition/seekers.csv").body()).contains(",'+1,");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/challenges/nothing, 404",
    "/api/v1/challenges/nothing/leaderboards, 404",
    "/api/v1/challenges/nothing/events, 404",
    "/api/v1/submissions/77777, 404",
    "/api/v1/submissions/x, 404",
    "/api/v1/nothing, 404",
    "/api/v1/submissions/1/log, 401"
  })
  void problems_areProblemJson(String path, int status) throws IOException {
    HttpResponse<String> answer = site.get(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/problem+json");
    JsonNode problem = mapper.readTree(answer.body());
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("type").asText()).isEqualTo("about:blank");
    assertThat(problem.get("title").asText()).isNotEmpty();
    assertThat(problem.get("detail").asText()).endsWith(".");
  }

  @Test
  void breakdown_isAProblemWithAnId() throws IOException {
    try (TestSite broken = new TestSite()) {
      broken.platform().breakDown();
      HttpResponse<String> answer = broken.get("/api/v1/challenges");
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(mapper.readTree(answer.body()).get("detail").asText())
          .containsPattern("error [0-9a-f-]{36}\\.$")
          .doesNotContain("SELECT");
    }
  }

  @Test
  void otherMethods_areNotAllowed() {
    HttpResponse<String> answer =
        site.send(
            HttpRequest.newBuilder(site.uri("/api/v1/challenges/mayo-liver/submissions"))
                .PUT(BodyPublishers.ofString("x"))
                .build());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow").orElseThrow().split(", "))
        .containsExactlyInAnyOrder("GET", "HEAD", "POST");
  }

  @Test
  void log_isPlainTextForTheTeam() {
    HttpResponse<String> log =
        site.send(
            HttpRequest.newBuilder(site.uri("/api/v1/submissions/1/log"))
                .header("Authorization", "bearer " + InMemoryPlatform.TOKEN)
                .build());
    assertThat(log.statusCode()).isEqualTo(200);
    assertThat(log.headers().firstValue("content-type")).hasValue("text/plain;charset=utf-8");
    assertThat(log.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(log.body()).contains("<b>loss</b>");
  }

  @Test
  void portInUse_isOneSentence() {
    InMemoryPlatform platform = new InMemoryPlatform();
    try (WebServer second =
        new WebServer(
            platform,
            platform,
            platform,
            platform.people(),
            platform.organisers(),
            WebConfig.of("test"))) {
      assertThatThrownBy(() -> second.start(site.port(), "127.0.0.1"))
          .isInstanceOf(ProblemException.class)
          .hasMessage(
              "Port "
                  + site.port()
                  + " is in use; stop what uses it or choose another with --port.");
    }
  }

  @Test
  void addressOfAnotherMachine_isOneSentence() {
    InMemoryPlatform platform = new InMemoryPlatform();
    try (WebServer second =
        new WebServer(
            platform,
            platform,
            platform,
            platform.people(),
            platform.organisers(),
            WebConfig.of("test"))) {
      assertThatThrownBy(() -> second.start(0, "192.0.2.1"))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("no address 192.0.2.1");
    }
  }

  private JsonNode json(String path) throws IOException {
    HttpResponse<String> answer = site.get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/json");
    return mapper.readTree(answer.body());
  }

  private static JsonNode find(JsonNode rows, String key, String value) {
    for (JsonNode row : rows) {
      if (row.get(key).asText().equals(value)) {
        return row;
      }
    }
    throw new AssertionError("no row with " + key + " " + value);
  }
}
