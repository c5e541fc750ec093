package org.hideandseek.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hideandseek.app.Zips.resource;
import static org.hideandseek.app.Zips.zip;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.hideandseek.app.client.ApiClient;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.Gate;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.SubmissionDetails;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.submission.Format;
import org.hideandseek.platform.submission.SubmissionState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Uploads ZIPs in the format of 2020 like a participant, lets them play with real containers, and
 * compares everything with what the same code gives when it is called without any platform.
 */
final class Zip2020IT {
  private static final String CHALLENGE = "of-2020";
  private static final int CANDIDATES = 100;
  private static final String BUNDLE =
      """
      name: of-2020
      title: As in 2020
      summary: The patients of mayo-pbc for players of 2020.
      data: {importer: mayo-pbc}
      public_share: 0.2
      splits: {count: 1, sizes: {candidates: 100, reference: 0, holdout: 60}}
      facets: [marginals, one-step-ahead, feature-from-others, temporal-structure, missingness]
      gate: 0.5
      ranking: {profile: hide-and-seek-2020}
      hiders: {seconds: 60, memory_mib: 512, cpus: 1}
      seekers: {seconds: 60, memory_mib: 512, cpus: 1}
      """;

  /** Names of hiders and seekers, each with the files of its ZIP, in the order of their entry. */
  private static final Map<String, Map<String, String>> HIDERS = new LinkedHashMap<>();

  private static final Map<String, Map<String, String>> SEEKERS = new LinkedHashMap<>();

  /** What breaks a rule: its role, its code, and what the sentence about it says. */
  private record Broken(PlayerRole role, String code, String says) {}

  private static final Map<String, Broken> BROKEN = new LinkedHashMap<>();

  static {
    HIDERS.put("noise", Map.of("hider.py", resource("noise_hider.py")));
    Map<String, String> helpers = new LinkedHashMap<>();
    helpers.put("My Hider v2/hider.py", resource("helper_hider.py"));
    helpers.put("My Hider v2/utils/noise.py", resource("utils_noise.py"));
    helpers.put("My Hider v2/examples/deep/scale.py", "def factor():\n    return 0.5\n");
    helpers.put("My Hider v2/my data files/offset of the noise.txt", "0.25\n");
    helpers.put("My Hider v2/.DS_Store", "\0\0\0\1Bud1");
    helpers.put("__MACOSX/My Hider v2/._hider.py", "\0\5\26\7");
    HIDERS.put("helpers", helpers);
    HIDERS.put("scaled", Map.of("hider.py", resource("scaled_hider.py")));
    HIDERS.put("copy of 2020", Map.of("hider.py", resource("copy_hider.py")));
    HIDERS.put("shuffle of 2020", Map.of("hider.py", resource("shuffle_hider.py")));
    SEEKERS.put("nearest half", Map.of("seeker.py", resource("nearest_seeker.py")));
    SEEKERS.put("one more", Map.of("a folder/seeker.py", resource("one_more_seeker.py")));
    SEEKERS.put("graded", Map.of("seeker.py", resource("graded_seeker.py")));

    hider("other function", "def hide(input_dict): return input_dict['data']", "no function");
    hider("not an import", "raise ValueError('early')", "importing hider.py raises");
    hider("raises", "def hider(d): return d['no such key']", "raises an exception");
    hider("exits", "def hider(d): raise SystemExit(0)", "raises an exception");
    hider("transposed", "def hider(d): return d['data'].T", "wrong shape");
    hider("flat mask", "def hider(d): return d['data'], d['padding_mask'][:, :, 0]", "mask");
    hider("six evaluations", "def hider(d): return d['data'], d['padding_mask'], 6", "0 to 5");
    hider("nothing", "def hider(d): return None", "neither an array");
    hider("rescored", "def hider(d): return 'rescore'", "rescore");
    hider("strings", "import numpy as np\ndef hider(d): return np.array(['a', 'b'])", "of numbers");
    hider("needs keras", "def hider(d):\n  import keras.models", "imports keras, which this");
    hider(
        "writes to its folder",
        "def hider(d):\n  open('model.h5', 'w').write('x')\n  return d['data']",
        "only /tmp can be written to");
    seeker("wrong length", "def seeker(d): return [1.0, 0.0, 1.0]", "wrong shape");
    seeker(
        "list of strings",
        "def seeker(d): return ['member'] * len(d['enlarged_data'])",
        "of numbers");
    seeker("nan", "def seeker(d): return [float('nan')] * len(d['enlarged_data'])", "NaN");
    seeker("needs tensorflow", "import tensorflow as tf", "imports tensorflow, which this");
    seeker(
        "lies about a module",
        "import os\ndef seeker(d):\n  print('hide-and-seek-2020: no module <b>x</b>', flush=True)\n  os._exit(103)",
        "imports a module, which this");
  }

  @TempDir private static Path folder;
  private static Node node;
  private static Visitors visitors;
  private static OpenChallenge challenge;
  private static String token;
  private static final Map<String, Long> entered = new LinkedHashMap<>();
  private static Map<String, MatchRow> matches = Map.of();

  private static void hider(String name, String code, String says) {
    BROKEN.put(name, new Broken(PlayerRole.HIDER, code + "\n", says));
  }

  private static void seeker(String name, String code, String says) {
    BROKEN.put(name, new Broken(PlayerRole.SEEKER, code + "\n", says));
  }

  @BeforeAll
  static void playAll() throws Exception {
    Path bundle = Files.createDirectory(folder.resolve("bundle"));
    Files.writeString(bundle.resolve("challenge.yaml"), BUNDLE);
    node =
        Node.open(
            folder.resolve("data"), CommandLine.populateCommand(new NodeOptions(), "--port", "0"));
    challenge =
        node.platform()
            .challenges()
            .openOverriding(
                Bundle.find(bundle.toString()),
                SecretSeed.guessable(1),
                "a test: its seed is no secret");
    visitors = node.platform().visitors();
    token = node.platform().teams().create("veterans", false);
    for (Map.Entry<String, Map<String, String>> hider : HIDERS.entrySet()) {
      enter(PlayerRole.HIDER, hider.getKey(), zip(hider.getValue()));
    }
    for (Map.Entry<String, Map<String, String>> seeker : SEEKERS.entrySet()) {
      enter(PlayerRole.SEEKER, seeker.getKey(), zip(seeker.getValue()));
    }
    for (Map.Entry<String, Broken> broken : BROKEN.entrySet()) {
      PlayerRole role = broken.getValue().role();
      Map<String, String> files = Map.of(role.word() + ".py", broken.getValue().code());
      enter(role, broken.getKey(), zip(files));
    }
    node.play();
    ApiClient images = new ApiClient(node.address(), node.platform().teams().create("us", true));
    images.submit(CHALLENGE, PlayerRole.HIDER, "copy", "hide-and-seek/hider-copy:1");
    images.submit(CHALLENGE, PlayerRole.SEEKER, "nearest", "hide-and-seek/seeker-nearest:1");
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> visitors.challenge(CHALLENGE).summary().progress().settled());
    matches = new LinkedHashMap<>();
    visitors
        .leaderboards(CHALLENGE)
        .matches()
        .forEach(match -> matches.put(match.hider() + " / " + match.seeker(), match));
    callDirectly();
  }

  @AfterAll
  static void cleanUp() throws IOException, InterruptedException {
    if (node != null) {
      node.close();
      String owner = Files.readString(folder.resolve("data").resolve("node")).strip();
      assertThat(Docker.containersOf(owner)).isEmpty();
    }
  }

  // What is played.

  @Test
  void everyPlayerOf2020MeetsEveryOtherAndThoseOfToday() {
    assertThat(matches).hasSize((HIDERS.size() + 1) * (SEEKERS.size() + 1));
    assertThat(matches.values())
        .allSatisfy(
            match -> assertThat(match.state()).as(match.reason()).isEqualTo(RunState.SUCCEEDED));
    for (String name : List.of("noise", "graded")) {
      SubmissionDetails details = visitors.submission(entered.get(name));
      assertThat(details.format()).isEqualTo(Format.ZIP_2020);
      assertThat(details.summary().state()).isEqualTo(SubmissionState.RANKED);
    }
  }

  @Test
  void whatAHiderReturnsIsKeptBitForBitAsADirectCallGivesIt() throws IOException {
    for (String hider : HIDERS.keySet()) {
      assertThat(blob(direct(hider).resolve("data.npy"))).as(hider).exists();
      assertThat(blob(direct(hider).resolve("padding_mask.npy"))).as(hider).exists();
    }
  }

  @Test
  void aSeekersAccuracyIsBitForBitThatOfADirectCall() throws IOException {
    for (String hider : HIDERS.keySet()) {
      for (String seeker : SEEKERS.keySet()) {
        double accuracy =
            Double.parseDouble(
                Files.readString(direct(hider + " / " + seeker).resolve("accuracy.txt")));
        assertThat(matches.get(hider + " / " + seeker).scores().orElseThrow().accuracy())
            .as(hider + " / " + seeker)
            .isEqualTo(accuracy);
      }
    }
  }

  @Test
  void aSeekersScoresAreBitForBitTheNumbersOfADirectCall() throws IOException {
    for (String hider : HIDERS.keySet()) {
      for (String seeker : SEEKERS.keySet()) {
        String game = hider + " / " + seeker;
        assertThat(blob(direct(game).resolve("scores.npy"))).as(game).exists();
      }
    }
  }

  @Test
  void theCopyIsCaughtByOldAndNewSeekersAlike() {
    for (String hider : List.of("copy of 2020", "copy")) {
      for (String seeker : List.of("nearest half", "nearest")) {
        assertThat(matches.get(hider + " / " + seeker).scores().orElseThrow().auc())
            .as(hider + " / " + seeker)
            .isGreaterThan(0.9);
      }
    }
  }

  @Test
  void theRowShufflerPassesTheGateOf2020AndFailsOurs() {
    Leaderboards boards = visitors.leaderboards(CHALLENGE);
    assertThat(boards.hiders())
        .filteredOn(row -> row.name().equals("shuffle of 2020"))
        .allSatisfy(row -> assertThat(row.gate()).isEqualTo(Gate.FAILED))
        .hasSize(1);
    assertThat(boards.ranking2020().hiders())
        .filteredOn(row -> row.name().equals("shuffle of 2020"))
        .allSatisfy(row -> assertThat(row.gate()).isEqualTo(Gate.PASSED))
        .allSatisfy(row -> assertThat(row.rank()).isPresent())
        .hasSize(1);
  }

  // What is refused.

  @Test
  void whateverBreaksTheInterfaceIsRefusedWithTheRule() {
    for (Map.Entry<String, Broken> broken : BROKEN.entrySet()) {
      SubmissionDetails details = visitors.submission(entered.get(broken.getKey()));
      assertThat(details.summary().state()).as(broken.getKey()).isEqualTo(SubmissionState.REFUSED);
      assertThat(details.summary().reason())
          .as(broken.getKey())
          .contains(broken.getValue().says())
          .startsWith("The ZIP ")
          .endsWith(".")
          .doesNotContain("<b>", "exited with code", folder.toString());
    }
  }

  @Test
  void theTeamReadsInTheLogWhatTheRuleMeantHere() {
    assertThat(checkLog(token, entered.get("transposed")))
        .contains(
            "hide-and-seek-2020: hider() returned shape (16, 20, 62) for data of shape (62, 20, 16)");
  }

  @Test
  void aZipThatBreaksARuleOfTheUploadIsNoSubmission() throws Exception {
    HttpResponse<String> answer = post(PlayerRole.SEEKER, "wrong role", zip(HIDERS.get("noise")));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("has no seeker.py at its root or one folder down")
        .doesNotContain(folder.toString());
    assertThat(visitors.challenge(CHALLENGE).submissions())
        .noneMatch(submission -> submission.name().equals("wrong role"));
  }

  @Test
  void equalZipsAreOnePlayer() throws Exception {
    HttpResponse<String> answer = post(PlayerRole.HIDER, "noise again", zip(HIDERS.get("noise")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> visitors.challenge(CHALLENGE).summary().progress().settled());
    long id = new ObjectMapper().readTree(answer.body()).get("id").asLong();
    assertThat(visitors.submission(id).image())
        .isEqualTo(visitors.submission(entered.get("noise")).image());
    assertThat(visitors.submission(id).runs())
        .isEqualTo(visitors.submission(entered.get("noise")).runs());
  }

  // The same code without a platform.

  /** One folder per call, all of them played one after the other in one container. */
  private static void callDirectly() throws Exception {
    Path games = Files.createDirectory(folder.resolve("direct"));
    Files.writeString(games.resolve("direct.py"), resource("direct.py"));
    Path data = folder.resolve("data").resolve("challenges").resolve(CHALLENGE);
    Schema schema = SchemaFile.read(data);
    Split split = challenge.split(1, People.each(challenge.privatePatients()));
    StringBuilder script = new StringBuilder("set -e\n");
    int entrant = 0;
    for (Map.Entry<String, Map<String, String>> hider : HIDERS.entrySet()) {
      entrant++;
      Path game = game(hider.getKey(), hider.getValue(), PlayerRole.HIDER, script);
      CohortFiles.select(data.resolve("private"), schema, split.members(), game.resolve("members"));
      game(game, PlayerRole.HIDER, challenge.releaseSeed(1, entrant), new boolean[0]);
      int opponent = 0;
      for (Map.Entry<String, Map<String, String>> seeker : SEEKERS.entrySet()) {
        opponent++;
        SecretSeed seed = challenge.matchSeed(1, entrant, opponent);
        int[] order = seed.derive("candidates").permutation(CANDIDATES);
        int[] candidates = Arrays.stream(order).map(i -> split.candidates()[i]).toArray();
        boolean[] member = new boolean[CANDIDATES];
        for (int i = 0; i < CANDIDATES; i++) {
          member[i] = split.member()[order[i]];
        }
        String name = hider.getKey() + " / " + seeker.getKey();
        script.append("cp '").append(folderName(hider.getKey())).append("'/*.npy '");
        script.append(folderName(name)).append("'\n");
        Path match = game(name, seeker.getValue(), PlayerRole.SEEKER, script);
        CohortFiles.select(
            data.resolve("private"), schema, candidates, match.resolve("candidates"));
        game(match, PlayerRole.SEEKER, seed, member);
      }
    }
    Files.writeString(games.resolve("all.sh"), script);
    Docker.runIn("hide-and-seek/python:1", games, "sh", "all.sh");
  }

  private static Path game(
      String name, Map<String, String> files, PlayerRole role, StringBuilder script)
      throws IOException {
    Path game = Files.createDirectory(direct(name));
    for (Map.Entry<String, String> file : files.entrySet()) {
      // As a person would unpack it, with the role's file at the top.
      String path = file.getKey().replaceFirst("^(My Hider v2|a folder)/", "");
      Path target = game.resolve("code").resolve(path);
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
    assertThat(game.resolve("code").resolve(role.word() + ".py")).exists();
    script.append("python3 direct.py '").append(folderName(name)).append("' > /dev/null\n");
    return game;
  }

  private static void game(Path game, PlayerRole role, SecretSeed seed, boolean[] member)
      throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("role", role.word()).put("seed", seed.forContainer());
    ArrayNode members = json.putArray("member");
    for (boolean each : member) {
      members.add(each);
    }
    Files.writeString(game.resolve("game.json"), json.toString());
  }

  private static Path direct(String name) {
    return folder.resolve("direct").resolve(folderName(name));
  }

  private static String folderName(String name) {
    return name.replaceAll("[ /]+", "_");
  }

  /** Where the platform keeps a file of this content. */
  private static Path blob(Path content) throws IOException {
    try {
      String sha256 =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(content)));
      return blobs().resolve(sha256.substring(0, 2)).resolve(sha256);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path blobs() {
    return folder.resolve("data").resolve("blobs");
  }

  // Uploads.

  private static void enter(PlayerRole role, String name, byte[] zip) throws Exception {
    HttpResponse<String> answer = post(role, name, zip);
    assertThat(answer.statusCode()).as(name + ": " + answer.body()).isEqualTo(201);
    entered.put(name, new ObjectMapper().readTree(answer.body()).get("id").asLong());
  }

  private static HttpResponse<String> post(PlayerRole role, String name, byte[] zip)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(
                        node.address()
                            + "/api/v1/challenges/"
                            + CHALLENGE
                            + "/submissions?role="
                            + role.word()
                            + "&name="
                            + ApiClient.encode(name)))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/zip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zip))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static String checkLog(String token, long submission) {
    Participants participants = node.platform().participants();
    return participants.checkLog(participants.byToken(token, Scope.READ), submission);
  }
}
