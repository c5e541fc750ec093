package org.hideandseek.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.audience.EntryForm;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Phases as people meet them, on a small site. */
@OnBothDatabases
final class PhasesOnTheWebIT {
  private static final String HOME = SmallSite.HOME;

  private static final String BLIND =
      """
      quotas: {hider: {per_day: 2}}
      phases:
        - {name: trial, starts: 2027-01-01T00:00Z, ends: 2027-02-01T00:00Z, splits: 1}
        - name: final
          starts: 2027-02-10T00:00Z
          ends: 2027-03-01T00:00Z
          visibility: {boards: hidden, own_scores: hidden}
      """;

  private static final String CHOSEN =
      """
      phases:
        - {name: trial, starts: 2027-01-01T00:00Z, ends: 2027-02-01T00:00Z, splits: 1}
        - {name: final, starts: 2027-02-10T00:00Z, ends: 2027-03-01T00:00Z, advance: 1}
      """;

  @Parameter private EmptyDatabases databases;
  @TempDir private Path folder;
  private final ObjectMapper json = new ObjectMapper();
  private SmallSite site;
  private String token;

  private void open(String phases) throws Exception {
    site = new SmallSite(folder, databases, phases, "2026-12-31T00:00:00Z");
    token = site.platform().teams().create("Lethe", false);
    site.platform().start();
  }

  @AfterEach
  void close() throws IOException {
    site.close();
  }

  private void goTo(String moment) {
    site.goTo(moment);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return site.get(path);
  }

  private HttpResponse<String> submit(String role, String name) throws Exception {
    return site.submit(token, role, name);
  }

  private JsonNode read(String path) throws Exception {
    return site.read(path);
  }

  private void playAll(int matches) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              JsonNode progress = read("/api/v1" + HOME).path("progress");
              return progress.path("settled").asBoolean()
                  && progress.path("matches").asInt() == matches;
            });
  }

  @Test
  void outsideOfPhasesPageAndApiTakeNothingAndSayWhenTheNextOneOpens() throws Exception {
    open(BLIND);
    assertNothingIsTaken(
        "No submissions are taken now. Phase 'trial' begins on 2027-01-01 00:00 (UTC).");
    goTo("2026-12-31T23:59:59Z");
    assertThat(submit("hider", "early").statusCode()).isEqualTo(409);
    goTo("2027-01-01T00:00:00Z");
    assertThat(get(HOME).body()).contains("takes submissions until 2027-02-01 00:00 (UTC)");
    assertThat(submit("hider", "first").statusCode()).isEqualTo(201);
    goTo("2027-02-01T00:00:00Z");
    assertNothingIsTaken(
        "No submissions are taken now. Phase 'final' begins on 2027-02-10 00:00 (UTC).");
    goTo("2027-03-01T00:00:00Z");
    assertNothingIsTaken(
        "No submissions are taken now. The last phase, 'final', ended on 2027-03-01 00:00 (UTC).");
    goTo("2027-01-15T00:00:00Z");
    assertThat(submit("hider", "again").statusCode()).isEqualTo(409);
    assertThat(site.platform().visitors().challenge("small-pbc").submissions()).hasSize(1);
  }

  private void assertNothingIsTaken(String sentence) throws Exception {
    HttpResponse<String> answer = submit("hider", "refused");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(json.readTree(answer.body()).path("detail").asText()).isEqualTo(sentence);
    String page = get(HOME).body();
    assertThat(page.replace("&#39;", "'")).contains(sentence).doesNotContain("--data-binary");
    assertThat(read("/api/v1" + HOME).path("takes_submissions").asBoolean(true)).isFalse();
  }

  @Test
  void anUploadThatBeganInAPhaseIsTakenForItAfterItsEnd() throws Exception {
    open(BLIND);
    goTo("2027-01-31T23:59:59Z");
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream("an image".getBytes(UTF_8))) {
          @Override
          public int read(byte[] buffer, int from, int length) throws IOException {
            goTo("2027-02-01T00:10:00Z");
            return super.read(buffer, from, length);
          }
        };
    long id =
        site.platform()
            .participants()
            .submit(team(), "small-pbc", EntryForm.of(PlayerRole.HIDER, "last"), slow);
    assertThat(site.now()).isEqualTo("2027-02-01T00:10:00Z");
    assertThat(read("/api/v1/submissions/" + id).path("phase").asText()).isEqualTo("trial");
    assertThatThrownBy(
            () ->
                site.platform()
                    .participants()
                    .submit(
                        team(),
                        "small-pbc",
                        EntryForm.of(PlayerRole.HIDER, "later"),
                        InputStream.nullInputStream()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem()).isEqualTo(Problem.CONFLICT));
  }

  @Test
  void aTeamThatHasUsedItsQuotaIsToldWhenTheNextSlotOpens() throws Exception {
    open(BLIND);
    goTo("2027-01-05T10:00:00Z");
    assertThat(submit("hider", "one").statusCode()).isEqualTo(201);
    assertThat(submit("hider", "two").statusCode()).isEqualTo(201);
    playAll(0);
    HttpResponse<String> third = submit("hider", "three");
    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(json.readTree(third.body()).path("detail").asText())
        .isEqualTo(
            "Your team has 2 valid hiders of today, and phase 'trial' allows 2 on a day (UTC); the"
                + " next slot opens on 2027-01-06 00:00 (UTC).");
    assertThat(submit("seeker", "any").statusCode()).isEqualTo(201);
    goTo("2027-01-06T00:00:00Z");
    assertThat(submit("hider", "three").statusCode()).isEqualTo(201);
  }

  @Test
  void scoresOfABlindPhaseAreNowhere() throws Exception {
    open(BLIND);
    goTo("2027-02-10T00:00:00Z");
    Queue<String> events = new ConcurrentLinkedQueue<>();
    CompletableFuture<Void> listening =
        site.client()
            .sendAsync(
                HttpRequest.newBuilder(site.uri("/api/v1" + HOME + "/events")).build(),
                BodyHandlers.ofLines())
            .thenAccept(answer -> answer.body().forEach(events::add));
    assertThat(submit("hider", "h").statusCode()).isEqualTo(201);
    assertThat(submit("seeker", "s").statusCode()).isEqualTo(201);
    playAll(2);
    await().until(() -> events.stream().anyMatch(line -> line.contains("s against h, split 2")));

    List<String> paths = paths();
    StringBuilder told = new StringBuilder();
    for (String path : paths) {
      for (HttpResponse<String> answer : List.of(get(path), site.get(path, token))) {
        assertThat(answer.statusCode()).as(path).isIn(200, 404);
        told.append(path).append(answer.headers().map()).append(answer.body()).append('\n');
      }
    }
    events.forEach(line -> told.append(line).append('\n'));
    assertThat(told).contains("Nobody sees scores until phase &#39;final&#39; ends");

    goTo("2027-03-01T00:00:00Z");
    Set<String> scores = new TreeSet<>();
    for (String path : paths) {
      if (path.startsWith("/api/")) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() == 200 && !path.endsWith("/log")) {
          collect(json.readTree(answer.body()), scores);
        }
      }
    }
    assertThat(scores).hasSizeGreaterThan(20);
    String board = get(HOME + "/leaderboard").body();
    assertThat(scores).as("what the board shows afterwards").anyMatch(board::contains);
    for (String score : scores) {
      assertThat(told.indexOf(score)).as(score).isNegative();
    }
    site.close();
    listening.join();
  }

  @Test
  void aFinalPlaysWhatTeamsHaveChosen() throws Exception {
    open(CHOSEN);
    goTo("2027-01-05T00:00:00Z");
    long first = entered(submit("hider", "first"));
    long latest = entered(submit("hider", "latest"));
    long seeker = entered(submit("seeker", "only"));
    playAll(2);
    assertThat(get(HOME).body()).contains("up to 1 in each role go on from the phase before");
    assertThat(choose(first).statusCode()).isEqualTo(200);
    HttpResponse<String> second = choose(latest);
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.body()).contains("take one back first");
    goTo("2027-02-05T00:00:00Z");
    assertThat(json.readTree(site.get("/api/v1/submissions/" + first, token).body()).path("choice"))
        .isEqualTo(
            json.readTree(
                "{\"phase\":\"final\",\"begins\":\"2027-02-10T00:00:00Z\",\"most\":1,\"chosen\":true}"));
    JsonNode own =
        json.readTree(site.get("/api/v1" + HOME + "/submissions?own=true", token).body());
    assertThat(own.path("submissions"))
        .extracting(one -> one.path("choice").path("chosen").asBoolean())
        .containsExactly(true, false, false);
    assertThat(read("/api/v1/submissions/" + first).path("choice").isNull())
        .as("nobody else sees a choice")
        .isTrue();

    goTo("2027-02-10T00:00:00Z");
    assertThat(submit("hider", "more").statusCode()).isEqualTo(409);
    assertThat(choose(latest).statusCode()).isEqualTo(409);
    assertThat(get(HOME).body()).contains("plays what teams entered before");
    playAll(3);
    assertThat(read("/api/v1/submissions/" + first).path("phases"))
        .extracting(JsonNode::asText)
        .containsExactly("trial", "final");
    assertThat(read("/api/v1/submissions/" + latest).path("phases"))
        .extracting(JsonNode::asText)
        .containsExactly("trial");
    JsonNode boards = read("/api/v1" + HOME + "/leaderboards?phase=final");
    assertThat(boards.path("hiders"))
        .extracting(row -> row.path("submission").asLong())
        .containsExactly(first);
    assertThat(boards.path("seekers"))
        .extracting(row -> row.path("submission").asLong())
        .containsExactly(seeker);
    assertThat(read("/api/v1" + HOME + "/leaderboards?phase=trial").path("hiders")).hasSize(2);
  }

  private long entered(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json.readTree(answer.body()).path("id").asLong();
  }

  private HttpResponse<String> choose(long submission) throws Exception {
    return site.send(
        HttpRequest.newBuilder()
            .header("Authorization", "Bearer " + token)
            .PUT(BodyPublishers.noBody()),
        "/api/v1/submissions/" + submission + "/choice");
  }

  /** The first digits of every number that is a score: a fraction with many digits. */
  private static void collect(JsonNode node, Set<String> scores) {
    if (node.isDouble()) {
      double value = Math.abs(node.doubleValue());
      if (value > 0.1 && value < 0.999 && node.asText().length() > 8) {
        scores.add(String.format(Locale.ROOT, "%.5f", value).substring(0, 5));
        scores.add(String.format(Locale.ROOT, "%.3f", value));
      }
    }
    node.forEach(child -> collect(child, scores));
  }

  /** Every address with anything about the challenge, its submissions and its runs. */
  private List<String> paths() throws Exception {
    List<String> paths = new ArrayList<>(List.of("/", "/challenges", "/api/v1/challenges"));
    for (String page : List.of("", "/leaderboard", "/matrix", "/matches")) {
      paths.add(HOME + page);
    }
    for (String file :
        List.of(
            "hiders.csv",
            "seekers.csv",
            "ranking-2020.csv",
            "matches.csv",
            "matrix.csv",
            "submissions.csv",
            "commitments.txt")) {
      paths.add(HOME + "/" + file);
    }
    for (String part : List.of("", "/leaderboards", "/matches", "/matrix", "/commitments")) {
      paths.add("/api/v1" + HOME + part);
    }
    for (String page :
        List.of("/leaderboard", "/matrix", "/matches", "/hiders.csv", "/matches.csv")) {
      paths.add(HOME + page + "?phase=final");
      paths.add(HOME + page + "?phase=trial");
    }
    paths.add(HOME + "/leaderboard?sort=utility&order=desc");
    for (JsonNode submission : read("/api/v1" + HOME).path("submissions")) {
      long id = submission.path("id").asLong();
      paths.add("/submissions/" + id);
      paths.add("/api/v1/submissions/" + id);
      paths.add("/api/v1/submissions/" + id + "/scores");
      paths.add("/submissions/" + id + "/scores.csv");
      for (JsonNode run : read("/api/v1/submissions/" + id).path("runs")) {
        long number = run.path("id").asLong();
        Stream.of("/matches/", "/api/v1/matches/", "/releases/", "/api/v1/releases/")
            .forEach(kind -> paths.add(kind + number));
        Stream.of("numbers", "claim")
            .forEach(csv -> paths.add("/matches/" + number + "/" + csv + ".csv"));
        Stream.of("facets", "components", "left-out", "fidelity", "variables", "courses", "claim")
            .forEach(csv -> paths.add("/releases/" + number + "/" + csv + ".csv"));
      }
    }
    return paths;
  }

  private Entrant team() {
    return site.platform().participants().byToken(token, Scope.SUBMIT);
  }
}
