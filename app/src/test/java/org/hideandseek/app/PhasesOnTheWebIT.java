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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.Platform;
import org.hideandseek.platform.PlatformConfig;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.web.board.PublishedBoards;
import org.hideandseek.web.server.WebConfig;
import org.hideandseek.web.server.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Phases as people meet them: a whole platform with its pages, that plays without containers. */
final class PhasesOnTheWebIT {
  private static final String BUNDLE =
      """
      name: small-pbc
      title: Small
      summary: Few patients of mayo-pbc.
      data: {importer: mayo-pbc}
      public_share: 0.5
      splits: {count: 2, sizes: {candidates: 60, reference: 10, holdout: 40}}
      facets: [marginals, missingness]
      gate: 0.2
      hiders: {seconds: 15, memory_mib: 256, cpus: 1}
      seekers: {seconds: 15, memory_mib: 256, cpus: 1}
      quotas: {hider: {per_day: 2}}
      phases:
        - {name: trial, starts: 2027-01-01T00:00Z, ends: 2027-02-01T00:00Z, splits: 1}
        - name: final
          starts: 2027-02-10T00:00Z
          ends: 2027-03-01T00:00Z
          visibility: {boards: hidden, own_scores: hidden}
      """;

  private static final String HOME = "/challenges/small-pbc";

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-12-31T00:00:00Z"));
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private Platform platform;
  private WebServer web;
  private String token;

  @BeforeEach
  void open() throws Exception {
    Path bundle = Files.createDirectories(folder.resolve("bundle"));
    Files.writeString(bundle.resolve("challenge.yaml"), BUNDLE);
    Path data = folder.resolve("data");
    // The same splits in every test, so that the audit's random tests never err here.
    SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
    random.setSeed(1);
    platform =
        Platform.open(
            new PlatformConfig(data, DatabaseConfig.inFolder(data), 1, List.of()),
            new CopyingSandbox(),
            new PublishedBoards(),
            new StandingClock(now),
            random);
    platform.hosting().open(bundle.toString());
    token = platform.teams().create("Lethe", false);
    platform.start();
    web =
        new WebServer(
            platform.visitors(),
            platform.participants(),
            platform.operators(),
            platform.people(),
            WebConfig.of("test"));
    web.start(0, "127.0.0.1");
  }

  @AfterEach
  void close() throws IOException {
    web.close();
    platform.close();
  }

  private static final class StandingClock extends Clock {
    private final AtomicReference<Instant> now;

    StandingClock(AtomicReference<Instant> now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("all times are in UTC");
    }
  }

  private void goTo(String moment) {
    now.set(Instant.parse(moment));
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
    return client.send(
        request.uri(URI.create("http://127.0.0.1:" + web.port() + path)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(), path);
  }

  private HttpResponse<String> getAsTeam(String path) throws Exception {
    return send(HttpRequest.newBuilder().header("Authorization", "Bearer " + token), path);
  }

  private HttpResponse<String> submit(String role, String name) throws Exception {
    return send(
        HttpRequest.newBuilder()
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString("image of " + role + " " + name)),
        "/api/v1" + HOME + "/submissions?role=" + role + "&name=" + name);
  }

  private JsonNode read(String path) throws Exception {
    return json.readTree(get(path).body());
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
    assertThat(platform.visitors().challenge("small-pbc").submissions()).hasSize(1);
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
    goTo("2027-01-31T23:59:59Z");
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream("an image".getBytes(UTF_8))) {
          @Override
          public int read(byte[] buffer, int from, int length) throws IOException {
            goTo("2027-02-01T00:10:00Z");
            return super.read(buffer, from, length);
          }
        };
    long id = platform.participants().submit(team(), "small-pbc", PlayerRole.HIDER, "last", slow);
    assertThat(now.get()).isEqualTo("2027-02-01T00:10:00Z");
    assertThat(read("/api/v1/submissions/" + id).path("phase").asText()).isEqualTo("trial");
    assertThatThrownBy(
            () ->
                platform
                    .participants()
                    .submit(
                        team(),
                        "small-pbc",
                        PlayerRole.HIDER,
                        "later",
                        InputStream.nullInputStream()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem()).isEqualTo(Problem.CONFLICT));
  }

  @Test
  void aTeamThatHasUsedItsQuotaIsToldWhenTheNextSlotOpens() throws Exception {
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
    goTo("2027-02-10T00:00:00Z");
    Queue<String> events = new ConcurrentLinkedQueue<>();
    CompletableFuture<Void> listening =
        client
            .sendAsync(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + web.port() + "/api/v1" + HOME + "/events"))
                    .build(),
                BodyHandlers.ofLines())
            .thenAccept(answer -> answer.body().forEach(events::add));
    assertThat(submit("hider", "h").statusCode()).isEqualTo(201);
    assertThat(submit("seeker", "s").statusCode()).isEqualTo(201);
    playAll(2);
    await().until(() -> events.stream().anyMatch(line -> line.contains("s against h, split 2")));

    List<String> paths = paths();
    StringBuilder told = new StringBuilder();
    for (String path : paths) {
      for (HttpResponse<String> answer : List.of(get(path), getAsTeam(path))) {
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
    web.close();
    listening.join();
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
    return platform.participants().byToken(token, Scope.SUBMIT);
  }
}
