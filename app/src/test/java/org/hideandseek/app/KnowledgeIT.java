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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hideandseek.app.client.ApiClient;
import org.hideandseek.app.practice.Gives;
import org.hideandseek.app.practice.Practice;
import org.hideandseek.app.practice.PracticePlayer;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.RunSummary;
import org.hideandseek.platform.audience.SubmissionDetails;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.play.Gpus;
import org.hideandseek.platform.play.Referee;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.sandbox.RunEnd;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.sandbox.Sandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What seekers know, in real containers: in a competition and in practice. */
final class KnowledgeIT {
  private static final String BUNDLE =
      """
      name: %s
      title: Knowing
      summary: The patients of mayo-pbc.
      data: {importer: mayo-pbc}
      public_share: 0.4
      splits: {count: 1, sizes: {candidates: 80, reference: 30, holdout: 40}}
      knowledge: %s
      facets: [marginals, missingness]
      gate: 0
      hiders: {seconds: 30, memory_mib: 256, cpus: 1}
      seekers: {seconds: 30, memory_mib: 256, cpus: 1}
      """;

  /**
   * Refuses without knowledge. With it, scores a candidate by whether it is in the release, and
   * fails unless all is as the contract says and the shadows are of a hider that copies.
   */
  private static final String KNOWING =
      """
      import os, sys, numpy as np
      def rows(folder):
          arrays = [np.load('/in/' + folder + '/' + name + '.npy') for name in ('values', 'times', 'lengths', 'statics')]
          return [b''.join(array[i].tobytes() for array in arrays) for i in range(len(arrays[0]))]
      for needed in ('reference', 'shadows'):
          if not os.path.isdir('/in/' + needed):
              print('this seeker needs <b>' + needed + '</b>, which this challenge does not give.\\n', file=sys.stderr)
              sys.exit(2)
      release, candidates, reference = set(rows('release')), rows('candidates'), set(rows('reference'))
      assert not reference & set(candidates) and not reference & release
      assert sorted(os.listdir('/in/shadows')) == ['1', '2']
      halves = []
      for k in ('1', '2'):
          parts = {name: set(rows('shadows/' + k + '/' + name)) for name in ('members', 'non-members', 'release')}
          assert sorted(os.listdir('/in/shadows/' + k)) == sorted(parts)
          assert not parts['members'] & parts['non-members'] and parts['release'] <= parts['members']
          assert abs(len(parts['members']) - len(parts['non-members'])) <= 1
          halves.append(parts['members'])
      assert halves[0] != halves[1]
      np.save('/out/scores.npy', np.array([c in release for c in candidates], 'f4'))
      """;

  private static final String IMAGE = "hide-and-seek/test:knowing";

  /** Copies, but not where there are as many members as a shadow has. */
  private static final String FAILING_IMAGE = "hide-and-seek/test:fails-in-shadows";

  private static final String FAILS_IN_SHADOWS =
      """
      import json, os, numpy as np
      task = json.load(open('/in/task.json'))
      members = {name: np.load('/in/members/' + name + '.npy') for name in ('values', 'times', 'lengths', 'statics')}
      n = len(members['lengths'])
      print('I know these patients')
      if n == 62: raise SystemExit(2)
      os.makedirs('/out/release')
      for name, array in members.items(): np.save('/out/release/' + name + '.npy', array[np.arange(task['records']) % n])
      """;

  @TempDir private static Path folder;
  private static Node node;
  private static Visitors visitors;

  @BeforeAll
  static void play() throws Exception {
    build(IMAGE, KNOWING);
    build(FAILING_IMAGE, FAILS_IN_SHADOWS);
    node =
        Node.open(
            folder.resolve("data"), CommandLine.populateCommand(new NodeOptions(), "--port", "0"));
    visitors = node.platform().visitors();
    open("knowing", "[reference, shadows]\nshadows: 2");
    open("ignorant", "none");
    node.play();
    ApiClient seekers =
        new ApiClient(node.address(), node.platform().teams().create("seekers", false));
    ApiClient hiders =
        new ApiClient(node.address(), node.platform().teams().create("hiders", false));
    hiders.submit("knowing", PlayerRole.HIDER, "copy", "hide-and-seek/hider-copy:1");
    hiders.submit("knowing", PlayerRole.HIDER, "twin of copy", "hide-and-seek/hider-copy:1");
    hiders.submit("knowing", PlayerRole.HIDER, "fails in shadows", FAILING_IMAGE);
    seekers.submit("knowing", PlayerRole.SEEKER, "knowing", IMAGE);
    seekers.submit("ignorant", PlayerRole.SEEKER, "knowing", IMAGE);
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> played("knowing") && played("ignorant"));
  }

  private static boolean played(String challenge) {
    return visitors.challenge(challenge).summary().progress().settled();
  }

  private static void open(String name, String knowledge) throws IOException {
    node.platform()
        .challenges()
        .openOverriding(
            bundle(name, knowledge), SecretSeed.guessable(1), "a test: its seed is no secret");
  }

  private static Bundle bundle(String name, String knowledge) throws IOException {
    Path bundle = Files.createDirectories(folder.resolve(name));
    Files.writeString(bundle.resolve("challenge.yaml"), BUNDLE.formatted(name, knowledge));
    return Bundle.find(bundle.toString());
  }

  private static void build(String image, String code) throws Exception {
    String script = code.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    Docker.build(
        image,
        "FROM hide-and-seek/python:1\nENTRYPOINT [\"python3\", \"-c\", \"" + script + "\"]\n");
  }

  @AfterAll
  static void cleanUp() throws IOException, InterruptedException {
    if (node != null) {
      node.close();
    }
    Docker.remove(IMAGE);
    Docker.remove(FAILING_IMAGE);
  }

  @Test
  void aSeekerIsGivenReferenceAndShadowsAndAHiderRunsOnEachShadowOnce() {
    assertThat(submission("knowing", "knowing").runs())
        .extracting(run -> run.state() + ": " + run.reason())
        .containsOnly("SUCCEEDED: ");
    List<RunSummary> runs = submission("knowing", "copy").runs();
    assertThat(runs)
        .extracting(RunSummary::kind)
        .containsExactly(
            RunKind.CHECK, RunKind.RELEASE, RunKind.SHADOW, RunKind.SHADOW, RunKind.MATCH);
    assertThat(submission("knowing", "twin of copy").runs()).isEqualTo(runs);
    assertThat(visitors.leaderboards("knowing").matches())
        .filteredOn(match -> match.hider().equals("copy"))
        .extracting(MatchRow::state)
        .containsExactly(RunState.SUCCEEDED);
    assertThat(visitors.leaderboards("knowing").matches().get(0).scores().orElseThrow().auc())
        .isGreaterThan(0.8);
  }

  @Test
  void aHiderThatFailsInAShadowIsNotMatchedAndNothingThatItPrintedIsTold() {
    SubmissionDetails hider = submission("knowing", "fails in shadows");
    assertThat(hider.runs())
        .extracting(RunSummary::kind, RunSummary::state)
        .extracting(Object::toString)
        .containsExactly(
            "(CHECK, SUCCEEDED)", "(RELEASE, SUCCEEDED)", "(SHADOW, FAILED)", "(SHADOW, FAILED)");
    assertThat(hider.toString())
        .contains("The container exited with code 2.")
        .doesNotContain("I know");
    assertThat(visitors.leaderboards("knowing").hiders())
        .filteredOn(row -> row.name().equals("fails in shadows"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.rank()).isEmpty();
              assertThat(row.notMatched())
                  .contains("not matched: its run on public patients (shadow 1) failed");
            });
  }

  @Test
  void aSeekerThatNeedsMoreIsRefusedWithItsOwnSentence() throws Exception {
    SubmissionDetails refused = submission("ignorant", "knowing");
    assertThat(refused.summary().state()).isEqualTo(SubmissionState.REFUSED);
    assertThat(refused.summary().reason())
        .isEqualTo(
            "The container refused: this seeker needs <b>reference</b>, which this challenge does"
                + " not give.");
    String page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(node.address() + "/submissions/" + refused.summary().id()))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    assertThat(page).contains("needs &lt;b&gt;reference&lt;/b&gt;").doesNotContain("<b>reference");
  }

  @Test
  void inPracticeSeekersKnowWhatIsAskedFor() throws Exception {
    Path work = Files.createDirectory(folder.resolve("practice"));
    try (Sandbox sandbox = Node.sandbox("knowledge-" + UUID.randomUUID())) {
      Referee referee =
          new Referee(sandbox, Folders.createPrivate(work.resolve("runs")), new Gpus(List.of()));
      PracticePlayer copy =
          PracticePlayer.find(sandbox, PlayerRole.HIDER, "hide-and-seek/hider-copy:1");
      PracticePlayer failing = PracticePlayer.find(sandbox, PlayerRole.HIDER, FAILING_IMAGE);
      PracticePlayer seeker = PracticePlayer.find(sandbox, PlayerRole.SEEKER, IMAGE);
      Practice asked =
          Practice.onPrivate(
              bundle("ignorant", "none"), referee, 1, 1, Files.createDirectory(work.resolve("a")));
      try (Practice.Hiding hiding = asked.hide(copy)) {
        assertThat(hiding.shadows()).isEmpty();
        assertThat(asked.seek(seeker, hiding).result().reason())
            .startsWith("The container refused: this seeker needs <b>reference</b>");
      }
      Practice given = asked.giving(Gives.everything(2));
      try (Practice.Hiding hiding = given.hide(copy)) {
        assertThat(hiding.shadows()).extracting(RunResult::end).containsOnly(RunEnd.SUCCEEDED);
        assertThat(hiding.shadows()).hasSize(2);
        assertThat(given.seek(seeker, hiding).privacy().orElseThrow().auc()).isGreaterThan(0.8);
      }
      try (Practice.Hiding hiding = given.hide(failing)) {
        assertThat(hiding.utility()).isPresent();
        assertThat(hiding.notMatched())
            .contains("not matched: its run on public patients (shadow 1) failed");
        assertThatThrownBy(() -> given.seek(seeker, hiding))
            .isInstanceOf(CommandException.class)
            .hasMessage("The hider is not matched: its run on public patients (shadow 1) failed.");
      }
      Path zip = work.resolve("hider.zip");
      Files.write(zip, Zips.zip(Map.of("hider.py", Zips.documented(PlayerRole.HIDER))));
      try (Practice.Hiding hiding =
          given.hide(PracticePlayer.load(sandbox, PlayerRole.HIDER, zip))) {
        assertThat(hiding.shadows()).extracting(RunResult::end).containsOnly(RunEnd.SUCCEEDED);
        assertThat(hiding.shadows()).hasSize(2);
      }
      Practice onPublic =
          Practice.onPublic(
              bundle("knowing", "[reference, shadows]\nshadows: 2"),
              referee,
              1,
              Files.createDirectory(work.resolve("b")));
      try (Practice.Hiding hiding = onPublic.hide(copy)) {
        assertThat(onPublic.seek(seeker, hiding).privacy().orElseThrow().auc()).isGreaterThan(0.8);
      }
    }
  }

  @Test
  void strangersTellNothing() throws Exception {
    String looks =
        KNOWING.replace(
            "parts['release'] <= parts['members']",
            "not parts['release'] & (parts['members'] | parts['non-members'])");
    String image = "hide-and-seek/test:looks-for-strangers";
    build(image, looks);
    Path work = Files.createDirectory(folder.resolve("strangers"));
    try (Sandbox sandbox = Node.sandbox("knowledge-" + UUID.randomUUID())) {
      Referee referee =
          new Referee(sandbox, Folders.createPrivate(work.resolve("runs")), new Gpus(List.of()));
      Practice practice =
          Practice.onPrivate(
                  bundle("ignorant", "none"),
                  referee,
                  1,
                  1,
                  Files.createDirectory(work.resolve("a")))
              .giving(Gives.everything(2));
      Practice.Seeking seeking =
          practice.seek(
              PracticePlayer.find(sandbox, PlayerRole.SEEKER, image), practice.stranger());
      assertThat(seeking.result().log()).isEmpty();
      assertThat(seeking.privacy().orElseThrow().auc()).isEqualTo(0.5);
    } finally {
      Docker.remove(image);
    }
  }

  private static SubmissionDetails submission(String challenge, String name) {
    Optional<Long> id =
        visitors.challenge(challenge).submissions().stream()
            .filter(submission -> submission.name().equals(name))
            .map(submission -> submission.id())
            .findFirst();
    return visitors.submission(id.orElseThrow());
  }
}
