package org.hideandseek.web.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hideandseek.platform.report.FidelityMeasure;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long RELEASE = InMemoryPlatform.releaseRun(1, 1);

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
  void aMatchShowsEveryNumberWithItsIntervalAndChance() {
    String page = site.get("/matches/101").body();
    assertThat(page)
        .contains(
            "1,971 of 4,000 candidates were members",
            "0.482–0.518",
            "TPR at FPR 0.001",
            "Balanced accuracy",
            "−0.030 to 0.030",
            "401 of 1,314 members and 300 of 1,353 non-members",
            "1 of 1 guess on 2,667 candidates were right",
            "lower is better",
            "As of <time datetime=\"2026-03-04T09:20:00Z\">");
  }

  @Test
  void aMatchInJsonHasTheKeysOfTheCommandLine() throws IOException {
    JsonNode match = json("/api/v1/matches/101");
    assertThat(match.get("hider").asText()).isEqualTo("var");
    JsonNode privacy = match.get("privacy");
    for (String key :
        List.of(
            "auc",
            "auc_low",
            "auc_high",
            "auc_chance_low",
            "tpr_at_fpr",
            "tpr_at_fpr_low",
            "tpr_at_fpr_chance_high",
            "balanced_accuracy_high",
            "advantage_low",
            "epsilon_lower_bound",
            "epsilon_one_run")) {
      assertThat(privacy.hasNonNull(key)).as(key).isTrue();
    }
    assertThat(privacy.get("tpr_at_fpr").get("0.001").isNumber()).isTrue();
  }

  @Test
  void aMatchWithoutAReportSaysWhy() throws IOException {
    assertThat(site.get("/matches/100").body()).contains("kept no more", "Its AUC is");
    assertThat(json("/api/v1/matches/100").get("privacy").isNull()).isTrue();
    assertThat(site.get("/matches/100/numbers.csv").statusCode()).isEqualTo(404);
    assertThat(site.get("/matches/131").body())
        .contains("It has no score: It ran longer than the 120 seconds");
  }

  @Test
  void aReleaseShowsFacetsWhatWasLeftOutAndWhatNeverCounts() {
    String page = site.get("/releases/" + RELEASE).body();
    assertThat(page)
        .contains(
            "Utility 0.710 (0.660–0.740); the gate is at 0.50",
            "It passes the gate of 2020",
            "No patient of it is nearly a member",
            "the members do not clearly beat what is trivial",
            "left out",
            "not defined",
            "0.500 expected",
            "&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain(InMemoryPlatform.SCRIPT);
  }

  @Test
  void aReleaseInJsonHasNullForWhatIsNotDefinedAndNoPosition() throws IOException {
    JsonNode release = json("/api/v1/releases/" + RELEASE);
    JsonNode utility = release.get("utility");
    assertThat(utility.get("total_low").asDouble()).isEqualTo(0.66);
    assertThat(utility.get("facets_high").get("marginals").asDouble()).isEqualTo(0.93);
    assertThat(utility.get("left_out").get(0).get("reason").asText()).contains("trivial");
    assertThat(utility.get("components").get(3).get("skill").isNull()).isTrue();
    assertThat(utility.get("fidelity").get("beta_recall").isNull()).isTrue();
    assertThat(release.findValues("member")).isEmpty();
  }

  @Test
  void aClaimStandsBesideWhatFollowsAndWhatWasProved() throws IOException {
    assertThat(page("/releases/" + InMemoryPlatform.releaseRun(2, 1)))
        .contains(
            "Differential privacy that the hider claims",
            "At delta 1e-5.",
            "at most this, by gaussian and dp-sgd",
            "0.998",
            "the claim follows",
            "not refuted",
            "nothing is proved; the largest bound of 6 matches")
        .doesNotContain("refuted at 95 %", "does not follow");
    JsonNode claim = json("/api/v1/releases/" + InMemoryPlatform.releaseRun(2, 1)).get("claim");
    assertThat(claim)
        .isEqualTo(
            MAPPER.readTree(
                """
                {"mechanism": "gaussian and dp-sgd", "epsilon": 1.0, "delta": 1.0e-5,
                 "accounting": "follows", "accounted_epsilon": 0.998, "proved_epsilon": 0.0,
                 "proved_in_matches": 6, "refuted": false}
                """));
  }

  @Test
  void aClaimThatNeitherFollowsNorHoldsIsToldSoInWords() throws IOException {
    String release = "/releases/" + InMemoryPlatform.releaseRun(3, 1);
    assertThat(page(release))
        .contains(
            "refuted at 95 %",
            "does not follow",
            "the noise that it lists costs more than it claims",
            "2.11",
            "0.118");
    assertThat(json("/api/v1" + release).get("claim").get("refuted").asBoolean()).isTrue();
    assertThat(page("/releases/" + InMemoryPlatform.releaseRun(4, 1)))
        .contains("there is no bound at all");
    assertThat(page("/releases/" + InMemoryPlatform.releaseRun(5, 1)))
        .contains("not accounted for", "nothing that the referee could account for");
  }

  @Test
  void aMatchShowsTheClaimToo() throws IOException {
    JsonNode matches = json("/api/v1/challenges/mayo-liver/matches?hider=timevae").get("matches");
    long scored = run(matches, "succeeded", 3);
    long timedOut = run(matches, "timed-out", 2);
    JsonNode match = json("/api/v1/matches/" + scored);
    assertThat(match.get("claim").get("proved_in_matches").asInt()).isEqualTo(1);
    assertThat(page("/matches/" + timedOut)).contains("not tested yet");
    assertThat(page("/matches/" + scored + "/claim.csv")).contains(",1,true");
    assertThat(page("/matches/" + scored)).contains("refuted at 95 %", "the larger of two bounds");
    JsonNode unscored = json("/api/v1/matches/" + timedOut);
    assertThat(unscored.get("claim").get("proved_epsilon").isNull()).isTrue();
  }

  private static long run(JsonNode matches, String state, int split) {
    for (JsonNode match : matches) {
      if (match.get("state").asText().equals(state) && match.get("split").asInt() == split) {
        return match.get("run").asLong();
      }
    }
    throw new AssertionError("no match on split " + split + " is " + state);
  }

  @Test
  void aClaimIsCsv() {
    assertThat(page("/releases/" + InMemoryPlatform.releaseRun(3, 1) + "/claim.csv"))
        .isEqualTo(
            "mechanism,epsilon,delta,accounting,accounted_epsilon,proved_epsilon,"
                + "proved_in_matches,refuted\r\n"
                + "dp-sgd,0.1,1.3E-5,does-not-follow,2.11,0.118,6,true\r\n");
    assertThat(site.get("/matches/101/claim.csv").statusCode()).isEqualTo(404);
    assertThat(site.get("/releases/" + RELEASE + "/claim.csv").statusCode()).isEqualTo(404);
  }

  @Test
  void theBoardAndTheHidersOwnPageShowTheClaim() throws IOException {
    assertThat(page("/challenges/mayo-liver/leaderboard"))
        .contains(
            "claims epsilon 1 at delta 1e-5<",
            "claims epsilon 0.1 at delta 1.3e-5, which does not follow");
    JsonNode hiders = json("/api/v1/challenges/mayo-liver/leaderboards").get("hiders");
    assertThat(hiders.get(0).get("claim").isNull()).isTrue();
    assertThat(hiders.findValue("accounted_epsilon").isNumber()).isTrue();
    assertThat(page("/challenges/mayo-liver/hiders.csv"))
        .contains("rating_high,claimed_epsilon,claimed_delta,", ",1.0,1.0E-5,");
    assertThat(page("/submissions/2")).contains("as follows from the noise that it lists");
    assertThat(page("/submissions/1")).doesNotContain("differential privacy");
  }

  @Test
  void whoClaimsNothingHasNoClaim() throws IOException {
    assertThat(page("/releases/" + RELEASE)).doesNotContain("claims");
    assertThat(json("/api/v1/releases/" + RELEASE).get("claim").isNull()).isTrue();
    assertThat(json("/api/v1/matches/101").get("claim").isNull()).isTrue();
  }

  @Test
  void whoCopiesWhomIsForTheOperatorAlone() throws IOException {
    String path = "/api/v1/releases/" + RELEASE + "/near-copies";
    assertThat(site.get(path).statusCode()).isEqualTo(401);
    assertThat(asked(path, InMemoryPlatform.TOKEN).statusCode()).isEqualTo(401);
    HttpResponse<String> answer = asked(path, InMemoryPlatform.OPERATOR_TOKEN);
    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(MAPPER.readTree(answer.body()).get("near_copies").get(0).get("member").asInt())
        .isEqualTo(17);
  }

  @ParameterizedTest
  @ValueSource(strings = {"facets", "components", "left-out", "fidelity", "variables", "courses"})
  void everyTableOfAReleaseIsCsv(String table) {
    HttpResponse<String> csv = site.get("/releases/" + RELEASE + "/" + table + ".csv");
    assertThat(csv.statusCode()).isEqualTo(200);
    assertThat(csv.headers().firstValue("content-disposition"))
        .hasValue("attachment; filename=\"release-" + RELEASE + "-" + table + ".csv\"");
    assertThat(csv.body().lines().count()).isGreaterThan(1);
    assertThat(csv.body()).doesNotContain("NaN", "Optional");
  }

  @Test
  void theNumbersOfAMatchAreCsv() {
    assertThat(site.get("/matches/101/numbers.csv").body())
        .startsWith("number,value,low,high,chance_low,chance_high\r\nauc,0.5")
        .contains("tpr_at_fpr_0.001,", "epsilon_one_run,0.0,,,,\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/matches/77", "/matches/x", "/releases/101", "/releases/-1"})
  void otherNumbersAreNotFound(String path) {
    assertThat(site.get(path).statusCode()).isEqualTo(404);
    assertThat(site.get("/api/v1" + path).statusCode()).isEqualTo(404);
  }

  @Test
  void theBoardHasRatingsAndTheRankingOf2020() throws IOException {
    String page = site.get("/challenges/mayo-liver/leaderboard").body();
    assertThat(page)
        .contains(
            "the mean of all, 0.620",
            "Ranked as in 2020",
            "Ranked by mean accuracy over seekers of other teams: lower is better",
            "+0.");
    assertThat(page.indexOf("id=\"hiders\"")).isLessThan(page.indexOf("id=\"ranking-2020\""));
    JsonNode boards = json("/api/v1/challenges/mayo-liver/leaderboards");
    assertThat(boards.get("hiders").get(0).get("rating").get("effect_low").isNumber()).isTrue();
    assertThat(boards.get("ranking_2020").get("hiders")).hasSize(10);
    assertThat(site.get("/challenges/mayo-liver/ranking-2020.csv").body())
        .startsWith("role,rank,name,team,baseline,gate,mean_accuracy\r\nhider,1,var,")
        .contains("\r\nseeker,1,");
  }

  @Test
  void inTheProfileOf2020ItsRankingComesFirst() throws IOException {
    String page = site.get("/challenges/icu-nutrition/leaderboard").body();
    assertThat(page)
        .contains("This challenge ranks as that of 2020 did")
        .containsOnlyOnce("id=\"hiders-2020\"");
    assertThat(page.indexOf("id=\"hiders-2020\"")).isLessThan(page.indexOf("id=\"hiders\""));
    assertThat(json("/api/v1/challenges/icu-nutrition").get("ranking_profile").asText())
        .isEqualTo("hide-and-seek-2020");
  }

  @Test
  void everyNumberThatIsShownIsExplained() throws IOException {
    String about = site.get("/about").body();
    String scores = Files.readString(Path.of("..", "docs", "scores.md"), UTF_8);
    for (FidelityMeasure measure : FidelityMeasure.values()) {
      assertThat(about).contains("id=\"" + measure.key().replace('_', '-') + "\"");
      assertThat(scores).contains("`" + measure.key() + "`");
    }
    for (String page :
        List.of(
            "/matches/101",
            "/releases/" + RELEASE,
            "/releases/" + InMemoryPlatform.releaseRun(3, 1))) {
      site.get(page)
          .body()
          .lines()
          .filter(line -> line.contains("/about#"))
          .flatMap(line -> List.of(line.split("/about#", -1)).stream().skip(1))
          .map(rest -> rest.substring(0, rest.indexOf('"')))
          .forEach(anchor -> assertThat(about).contains("id=\"" + anchor + "\""));
    }
    for (String document : List.of("/api/v1/matches/101", "/api/v1/releases/" + RELEASE)) {
      JsonNode node = json(document);
      JsonNode report = node.has("privacy") ? node.get("privacy") : node.get("utility");
      report.fieldNames().forEachRemaining(key -> assertExplained(scores, key));
      if (report.has("fidelity")) {
        report.get("fidelity").fieldNames().forEachRemaining(key -> assertExplained(scores, key));
      }
    }
    json("/api/v1/releases/" + InMemoryPlatform.releaseRun(3, 1))
        .get("claim")
        .fieldNames()
        .forEachRemaining(key -> assertThat(scores).contains("`" + key + "`"));
  }

  private static void assertExplained(String scores, String key) {
    String plain = key.replaceFirst("(_chance)?(_low|_high)$|_real$", "");
    if (!plain.equals("fidelity")) {
      assertThat(scores).contains("`" + plain + "`");
    }
  }

  private static String page(String path) {
    return site.get(path).body();
  }

  private static HttpResponse<String> asked(String path, String token) {
    return site.send(
        HttpRequest.newBuilder(site.uri(path)).header("Authorization", "Bearer " + token).build());
  }

  private static JsonNode json(String path) throws IOException {
    HttpResponse<String> answer = site.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }
}
