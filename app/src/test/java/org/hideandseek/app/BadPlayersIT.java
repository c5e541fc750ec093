package org.hideandseek.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.awaitility.Awaitility;
import org.hideandseek.app.client.ApiClient;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.PrivacyClaim.Mechanism;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.audience.ClaimDetails;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.OperatorDesk;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.RunSummary;
import org.hideandseek.platform.audience.SubmissionDetails;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.report.ClaimReport.Accounting;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.submission.SubmissionState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * Enters every kind of broken player beside sound ones, with real containers, and looks at what
 * becomes of all of them.
 */
@OnBothDatabases
final class BadPlayersIT {
  private static final String BUNDLE =
      """
      name: short-limits
      title: Short limits
      summary: The patients of mayo-pbc under limits that a test can wait for.
      data: {importer: mayo-pbc}
      public_share: 0.2
      splits: {count: 1, sizes: {candidates: 150, reference: 0, holdout: 60}}
      facets: [marginals, one-step-ahead, temporal-structure, missingness]
      gate: 0.5
      hiders: {seconds: 15, memory_mib: 256, cpus: 1}
      seekers: {seconds: 15, memory_mib: 256, cpus: 1}
      """;

  private static final String PREPARE =
      """
      import json, os, time, numpy as np
      task = json.load(open('/in/task.json')); schema = json.load(open('/in/schema.json'))
      n, t, f, s = task['records'], schema['steps'], len(schema['features']), len(schema['statics'])
      os.makedirs('/out/release') if task['role'] == 'hider' else None
      def save(name, array): np.save('/out/release/' + name, array)
      values = np.full((n, t, f), np.nan, 'f4'); times = np.full((n, t), np.nan, 'f4')
      times[:, 0] = 0; lengths = np.ones(n, 'i4'); statics = np.full((n, s), np.nan, 'f4')
      def release():
          save('values.npy', values); save('times.npy', times); save('lengths.npy', lengths); save('statics.npy', statics)
      """;

  /** What a player does, how its check ends, and what the sentence about it says. */
  private record Bad(PlayerRole role, String code, RunState state, String says) {}

  private static final Map<String, Bad> BAD = new LinkedHashMap<>();

  static {
    hider("exits", "raise SystemExit(7)", RunState.FAILED, "code 7");
    hider("writes nothing", "pass", RunState.OUTPUT_REFUSED, "release");
    hider(
        "wrong shape",
        "values = values[:, :, 1:]; release()",
        RunState.OUTPUT_REFUSED,
        "release/values.npy has shape");
    hider(
        "wrong type",
        "values = values.astype('f8'); release()",
        RunState.OUTPUT_REFUSED,
        "release/values.npy");
    hider(
        "too few",
        "values, times, lengths, statics = values[1:], times[1:], lengths[1:], statics[1:]; release()",
        RunState.OUTPUT_REFUSED,
        "instead of");
    hider(
        "out of bounds", "values[3, 0, 4] = 1e9; release()", RunState.OUTPUT_REFUSED, "[3, 0, 4]");
    hider("infinite", "values[0, 0, 5] = np.inf; release()", RunState.OUTPUT_REFUSED, "[0, 0, 5]");
    hider(
        "goes back in time",
        "lengths[2] = 3; times[2, :3] = [0, 2, 1]; release()",
        RunState.OUTPUT_REFUSED,
        "release/times.npy[2, 2]");
    hider(
        "a link",
        "release(); os.remove('/out/release/values.npy'); os.symlink('/in/members/values.npy', '/out/release/values.npy')",
        RunState.OUTPUT_REFUSED,
        "values.npy");
    hider(
        "another file",
        "release(); open('/out/release/notes.txt', 'w').write('hello')",
        RunState.OUTPUT_REFUSED,
        "notes.txt");
    hider(
        "too much",
        "release(); open('/out/release/values.npy', 'ab').write(bytes(1 << 29))",
        RunState.OUTPUT_REFUSED,
        "/out");
    hider(
        "claims in free text",
        "release(); open('/out/claim.json', 'w').write(json.dumps(dict(mechanism='patient 7 has died', epsilon=1, delta=1e-5, parts=[])))",
        RunState.OUTPUT_REFUSED,
        "In /out, claim.json: mechanism must be one of 'gaussian', ");
    hider(
        "a large claim",
        "release(); open('/out/claim.json', 'w').write(' ' * 9000)",
        RunState.OUTPUT_REFUSED,
        "claim.json");
    hider("out of memory", "x = bytearray(1 << 30); release()", RunState.OUT_OF_MEMORY, "memory");
    hider("too long", "time.sleep(60)", RunState.TIMED_OUT, "15 s");
    seeker(
        "nan scores",
        "a = np.zeros(n, 'f4'); a[4] = np.nan; np.save('/out/scores.npy', a)",
        RunState.OUTPUT_REFUSED,
        "scores.npy[4] is NaN");
    seeker(
        "one score missing",
        "np.save('/out/scores.npy', np.zeros(n - 1, 'f4'))",
        RunState.OUTPUT_REFUSED,
        "scores.npy has shape");
    seeker(
        "double scores",
        "np.save('/out/scores.npy', np.zeros(n))",
        RunState.OUTPUT_REFUSED,
        "scores.npy has dtype");
    seeker(
        "text",
        "open('/out/scores.npy', 'w').write('0.5\\n')",
        RunState.OUTPUT_REFUSED,
        "scores.npy is not an .npy file");
  }

  private static final String FAILS_ON_PRIVATE_PATIENTS =
      "print('seen by', 'nobody' if n > 60 else 'its team'); release(); raise SystemExit(9 if n > 60 else 0)";
  private static final String CLAIMS =
      "release(); part = dict(noise_multiplier=1, sampling_rate=0.01, steps=1000); "
          + "open('/out/claim.json', 'w').write(json.dumps(dict(mechanism='dp-sgd', epsilon=1.5, delta=1e-5, parts=[part])))";
  private static final String SEEKS_NOTHING = "np.save('/out/scores.npy', np.zeros(n, 'f4'))";

  private static final List<String> images = new ArrayList<>();

  /** JUnit gives it to {@code enterAll} only if it stands here. */
  @Parameter EmptyDatabases databases;

  @TempDir private static Path root;
  private static Path folder;
  private static Node node;
  private static Visitors visitors;
  private static String clumsyToken;
  private static String soundToken;
  private static final Map<String, Long> entered = new LinkedHashMap<>();

  private static void hider(String name, String code, RunState state, String says) {
    BAD.put(name, new Bad(PlayerRole.HIDER, code, state, says));
  }

  private static void seeker(String name, String code, RunState state, String says) {
    BAD.put(name, new Bad(PlayerRole.SEEKER, code, state, says));
  }

  @BeforeAll
  static void build() throws Exception {
    for (Map.Entry<String, Bad> player : BAD.entrySet()) {
      build(player.getKey(), player.getValue().code());
    }
    build("fails on private patients", FAILS_ON_PRIVATE_PATIENTS);
    build("claims too much", CLAIMS);
    build("knows nothing", SEEKS_NOTHING);
  }

  @BeforeParameterizedClassInvocation
  static void enterAll(EmptyDatabases databases) throws Exception {
    folder = Files.createTempDirectory(root, "");
    node = OpenedNode.with(BUNDLE, folder, databases.next(folder.resolve("data")));
    visitors = node.platform().visitors();
    node.play();
    clumsyToken = node.platform().teams().create("clumsy", false);
    soundToken = node.platform().teams().create("sound", false);
    ApiClient bad = new ApiClient(node.address(), clumsyToken);
    ApiClient sound = new ApiClient(node.address(), soundToken);
    sound.submit("short-limits", PlayerRole.HIDER, "copy", "hide-and-seek/hider-copy:1");
    for (Map.Entry<String, Bad> player : BAD.entrySet()) {
      enter(bad, player.getValue().role(), player.getKey());
    }
    enter(bad, PlayerRole.HIDER, "fails on private patients");
    enter(bad, PlayerRole.HIDER, "claims too much");
    enter(bad, PlayerRole.SEEKER, "knows nothing");
    sound.submit("short-limits", PlayerRole.HIDER, "bootstrap", "hide-and-seek/hider-bootstrap:1");
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> visitors.challenge("short-limits").summary().progress().settled());
  }

  private static void enter(ApiClient team, PlayerRole role, String name) throws Exception {
    entered.put(name, team.submit("short-limits", role, name, image(name)));
  }

  private static String image(String name) {
    return "hide-and-seek/test:bad-" + name.replace(' ', '-');
  }

  private static void build(String name, String code) throws Exception {
    String image = image(name);
    String script =
        (PREPARE + code).replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    Docker.build(
        image,
        "FROM hide-and-seek/python:1\nENTRYPOINT [\"python3\", \"-c\", \"" + script + "\"]\n");
    images.add(image);
  }

  @AfterParameterizedClassInvocation
  static void close() throws IOException, InterruptedException {
    if (node != null) {
      node.close();
      String owner = Files.readString(folder.resolve("data").resolve("node")).strip();
      assertThat(Docker.containersOf(owner)).isEmpty();
    }
  }

  @AfterAll
  static void remove() throws IOException, InterruptedException {
    for (String image : images) {
      Docker.remove(image);
    }
  }

  @Test
  void everyBrokenPlayerIsRefusedWithTheStateAndTheSentenceThatFit() {
    for (Map.Entry<String, Bad> player : BAD.entrySet()) {
      SubmissionDetails submission = visitors.submission(entered.get(player.getKey()));
      Bad bad = player.getValue();
      assertThat(submission.summary().state())
          .as(player.getKey())
          .isEqualTo(SubmissionState.REFUSED);
      assertThat(submission.runs()).as(player.getKey()).hasSize(1);
      RunSummary check = submission.runs().get(0);
      assertThat(check.state()).as(player.getKey() + ": " + check.reason()).isEqualTo(bad.state());
      assertThat(check.reason())
          .as(player.getKey())
          .contains(bad.says())
          .endsWith(".")
          .doesNotContain("Exception", folder.toString(), "patient 7");
      assertThat(submission.summary().reason()).isEqualTo(check.reason());
      assertThat(check.attempt()).isEqualTo(1);
    }
  }

  @Test
  void theOthersPlayOn() {
    Leaderboards boards = visitors.leaderboards("short-limits");
    assertThat(boards.matches())
        .extracting(MatchRow::hider, MatchRow::seeker, MatchRow::state)
        .containsExactlyInAnyOrder(
            tuple("claims too much", "knows nothing", RunState.SUCCEEDED),
            tuple("copy", "knows nothing", RunState.SUCCEEDED),
            tuple("bootstrap", "knows nothing", RunState.SUCCEEDED));
    assertThat(boards.matches())
        .allSatisfy(match -> assertThat(match.scores().orElseThrow().auc()).isEqualTo(0.5));
  }

  @Test
  void aClaimIsHeldAgainstItsOwnFiguresAndTheMatches() {
    RunSummary release =
        visitors.submission(entered.get("claims too much")).runs().stream()
            .filter(run -> run.kind() == RunKind.RELEASE)
            .findFirst()
            .orElseThrow();
    ClaimDetails details = visitors.release(release.id()).claim().orElseThrow();
    assertThat(details.claim())
        .isEqualTo(
            new ClaimReport(
                Mechanism.DP_SGD, 1.5, 1e-5, Accounting.DOES_NOT_FOLLOW, OptionalDouble.of(2.11)));
    assertThat(details.evidence().orElseThrow().lowerBound()).isZero();
    assertThat(details.refuted()).isFalse();
  }

  @Test
  void aHiderThatFailsOnPrivatePatientsIsOnTheBoardUnranked() {
    Leaderboards.HiderRow row =
        visitors.leaderboards("short-limits").hiders().stream()
            .filter(hider -> hider.name().equals("fails on private patients"))
            .findFirst()
            .orElseThrow();
    assertThat(row.rank()).isEmpty();
    assertThat(row.worstAuc()).isEmpty();
    List<RunSummary> runs = visitors.submission(entered.get("fails on private patients")).runs();
    assertThat(runs)
        .extracting(RunSummary::state)
        .containsExactly(RunState.SUCCEEDED, RunState.FAILED);
  }

  @Test
  void aTeamReadsWhatItsPlayerPrintedInTheCheckAndNobodyReadsTheRest() {
    long id = entered.get("fails on private patients");
    assertThat(checkLog(clumsyToken, id)).isEqualTo("seen by its team\n");
    assertThatThrownBy(() -> checkLog(soundToken, id))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem()).isEqualTo(Problem.NOT_FOUND));
    assertThat(visitors.submission(id).toString()).doesNotContain("seen by");
    assertThat(visitors.leaderboards("short-limits").toString()).doesNotContain("seen by");
  }

  @Test
  void onlyTheOperatorReadsTheOperatorsToken() throws IOException {
    assertThat(
            Files.getPosixFilePermissions(folder.resolve("data").resolve(OperatorDesk.TOKEN_FILE)))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void whatIsNoImageIsRefusedWithoutASubmission() throws Exception {
    int before = visitors.challenge("short-limits").submissions().size();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            node.address()
                                + "/api/v1/challenges/short-limits/submissions?role=hider&name=junk"))
                    .header("Authorization", "Bearer " + clumsyToken)
                    .header("Content-Type", "application/x-tar")
                    .POST(HttpRequest.BodyPublishers.ofString("no tar at all"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("docker save")
        .doesNotContain("Exception", folder.toString());
    assertThat(visitors.challenge("short-limits").submissions()).hasSize(before);
  }

  private static String checkLog(String token, long submission) {
    Participants participants = node.platform().participants();
    return participants.checkLog(participants.byToken(token, Scope.READ), submission);
  }
}
