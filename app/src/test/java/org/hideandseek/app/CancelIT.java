package org.hideandseek.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.hideandseek.app.client.ApiClient;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.audience.RunSummary;
import org.hideandseek.platform.audience.SubmissionDetails;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.submission.EndedBy;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What becomes of a container whose submission is cancelled while it runs. */
@OnBothDatabases
final class CancelIT {
  private static final String CHALLENGE = "patient";
  private static final String BUNDLE =
      """
      name: patient
      title: Patient
      summary: Few patients of mayo-pbc, and much time.
      data: {importer: mayo-pbc}
      public_share: 0.2
      splits: {count: 1, sizes: {candidates: 150, reference: 0, holdout: 60}}
      facets: [marginals, missingness]
      gate: 0.5
      hiders: {seconds: 600, memory_mib: 256, cpus: 1}
      seekers: {seconds: 600, memory_mib: 256, cpus: 1}
      """;

  private static final String SLEEPS = "hide-and-seek/test:cancelled-sleeps";
  private static final String EXITS = "hide-and-seek/test:cancelled-exits";

  @Parameter private EmptyDatabases databases;
  @TempDir private Path folder;
  private Node node;
  private Visitors visitors;
  private String token;
  private ApiClient team;

  @BeforeAll
  static void build() throws Exception {
    Docker.build(
        SLEEPS,
        "FROM hide-and-seek/java:1\nENTRYPOINT [\"sh\", \"-c\", \"trap '' TERM; sleep 500 & sleep 500; sleep 500\"]\n");
    Docker.build(EXITS, "FROM hide-and-seek/java:1\nENTRYPOINT [\"sh\", \"-c\", \"exit 3\"]\n");
  }

  @BeforeEach
  void open() throws Exception {
    node = OpenedNode.with(BUNDLE, folder, databases.next(folder.resolve("data")), "--slots", "1");
    visitors = node.platform().visitors();
    node.play();
    token = node.platform().teams().create("sleepers", false);
    team = new ApiClient(node.address(), token);
  }

  @AfterEach
  void close() throws Exception {
    if (node != null) {
      node.close();
      assertThat(Docker.containersOf(owner())).isEmpty();
    }
  }

  @AfterAll
  static void remove() throws Exception {
    Docker.remove(SLEEPS);
    Docker.remove(EXITS);
  }

  @Test
  void aCancelledSubmissionLeavesNoContainerAndTheQueueGoesOn() throws Exception {
    long id = team.submit(CHALLENGE, PlayerRole.HIDER, "sleeps", SLEEPS);
    long next = team.submit(CHALLENGE, PlayerRole.HIDER, "exits", EXITS);
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> check(id).state() == RunState.RUNNING && !containers(id).isEmpty());
    assertThat(visitors.submission(next).queue().orElseThrow().before()).isZero();

    String others = node.platform().teams().create("others", false);
    assertThat(post("cancel", id, others)).isEqualTo(404);
    Instant asked = Instant.now();
    assertThat(post("cancel", id, token)).isEqualTo(200);
    SubmissionDetails cancelled = visitors.submission(id);
    assertThat(cancelled.summary().state()).isEqualTo(SubmissionState.CANCELLED);
    assertThat(cancelled.summary().actor()).contains(EndedBy.TEAM);
    assertThat(cancelled.summary().reason()).isEqualTo("Its team cancelled it.");
    assertThat(cancelled.summary().changedAt())
        .isBetween(asked.minusSeconds(1), Instant.now().plusSeconds(1));
    RunSummary run = check(id);
    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(run.actor()).contains(EndedBy.TEAM);
    assertThat(run.finishedAt()).isPresent();
    Awaitility.await()
        .atMost(Duration.between(Instant.now(), asked.plusSeconds(10)))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> containers(id).isEmpty());

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> visitors.submission(next).summary().state() == SubmissionState.REFUSED);
    assertThat(check(id)).isEqualTo(run);
    assertThat(post("cancel", id, token)).isEqualTo(409);
    assertThat(post("withdraw", id, token)).isEqualTo(409);
    assertThat(post("withdraw", next, token)).isEqualTo(409);
    assertThatThrownBy(() -> node.platform().participants().cancel(team(), id))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem()).isEqualTo(Problem.CONFLICT))
        .hasMessageContaining("has been cancelled since");
  }

  private RunSummary check(long submission) {
    return visitors.submission(submission).runs().get(0);
  }

  private List<String> containers(long submission) throws Exception {
    RunSummary run = check(submission);
    return Docker.containersOfRun(owner(), "run-" + run.id() + "-" + run.attempt());
  }

  private String owner() throws IOException {
    return Files.readString(folder.resolve("data").resolve("node")).strip();
  }

  private int post(String action, long submission, String sender) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            node.address() + "/api/v1/submissions/" + submission + "/" + action))
                    .header("Authorization", "Bearer " + sender)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    return answer.statusCode();
  }

  private Entrant team() {
    return node.platform().participants().byToken(token, Scope.SUBMIT);
  }
}
