package org.hideandseek.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.challenges.npy.NpyOutput;
import org.hideandseek.challenges.npy.NpyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as people type them, with a real engine. */
final class CommandLineIT {
  @TempDir private Path folder;

  @Test
  void refereePlaysTheExamplesThatParticipantsCopy() throws Exception {
    Path json = folder.resolve("result.json");
    Result result =
        run(
            "referee",
            "--challenge",
            "mayo-pbc",
            "--hider",
            "hide-and-seek/example-hider:1",
            "--seeker",
            "hide-and-seek/example-seeker:1",
            "--json",
            json.toString());
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("Utility ", "AUC ");
    JsonNode played = new ObjectMapper().readTree(json.toFile());
    assertThat(played.at("/release/state").asText()).isEqualTo("succeeded");
    assertThat(played.at("/match/auc").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void refereeCatchesACopy() throws Exception {
    Path json = folder.resolve("result.json");
    Result result =
        run(
            "referee",
            "--challenge",
            "icu-nutrition",
            "--hider",
            "hide-and-seek/hider-copy:1",
            "--seeker",
            "hide-and-seek/seeker-nearest:1",
            "--json",
            json.toString());
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(new ObjectMapper().readTree(json.toFile()).at("/match/auc").asDouble())
        .isGreaterThan(0.9);
  }

  @Test
  void refereePlaysTheZipsOfTheDocumentsAndNamesTheModuleThatIsMissing() throws Exception {
    Path hider = folder.resolve("hider.zip");
    Files.write(hider, Zips.zip(Map.of("hider.py", Zips.documented(PlayerRole.HIDER))));
    Path seeker = folder.resolve("seeker.zip");
    Files.write(seeker, Zips.zip(Map.of("seeker.py", Zips.documented(PlayerRole.SEEKER))));
    Path json = folder.resolve("result.json");
    Result result = referee(hider, seeker, json);
    assertThat(result.exitCode()).as(result.output()).isZero();
    JsonNode match = new ObjectMapper().readTree(json.toFile()).get("match");
    assertThat(match.get("auc").asDouble()).isBetween(0.0, 1.0);
    assertThat(match.get("accuracy").asDouble()).isBetween(0.0, 1.0);

    Files.write(seeker, Zips.zip(Map.of("seeker.py", "import tensorflow\n")));
    Result refused = referee(hider, seeker, json);
    assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
    assertThat(refused.output())
        .contains(
            "imports tensorflow, which this platform's Python image does not have; submit an image instead.");

    Files.write(seeker, Zips.zip(Map.of("readme.txt", "")));
    assertOneSentence(referee(hider, seeker, json), "has no seeker.py");
    Files.writeString(seeker, "no ZIP");
    assertOneSentence(referee(hider, seeker, json), "is not a ZIP");
  }

  private Result referee(Path hider, Path seeker, Path json) throws Exception {
    return run(
        "referee",
        "--challenge",
        "mayo-pbc",
        "--hider",
        hider.toString(),
        "--seeker",
        seeker.toString(),
        "--json",
        json.toString());
  }

  @Test
  void auditSaysWhatItFindsAndWhetherAChallengeMayOpen() throws Exception {
    Path json = folder.resolve("audit.json");
    Result known = run("challenge", "audit", "mayo-pbc", "--seed", "7", "--json", json.toString());
    assertThat(known.exitCode()).isEqualTo(1);
    assertThat(known.output())
        .contains("blocking  seed", "Challenge mayo-pbc does not open, for 1 of these.");
    JsonNode first = new ObjectMapper().readTree(json.toFile()).at("/findings/0");
    assertThat(first.get("check").asText()).isEqualTo("seed");
    assertThat(first.get("severity").asText()).isEqualTo("blocking");
  }

  @Test
  void aChallengeThatDoesNotExistIsOneSentence() throws Exception {
    assertOneSentence(
        run(
            "demo",
            "--challenge",
            "mayo-livre",
            "--data",
            folder.resolve("d").toString(),
            "--exit"),
        "mayo-liver");
  }

  @Test
  void importMakesACohortAndSaysWhatBecameOfEveryValue() throws Exception {
    Path json = folder.resolve("imported.json");
    Result result =
        run(
            "dataset",
            "import",
            "csv",
            "--from",
            longTable("p1,0,pulse,70\np2,0,pulse,700\np1,1.5,pulse,72\n"),
            "--mapping",
            mapping(),
            "--to",
            folder.resolve("cohort").toString(),
            "--json",
            json.toString());

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("2 stays, 1 variables, 2 measurements at up to 2 times");
    JsonNode imported = new ObjectMapper().readTree(json.toFile());
    assertThat(imported.at("/stays").asInt()).isEqualTo(2);
    assertThat(imported.at("/features/0/out_of_bounds").asInt()).isEqualTo(1);
    assertThat(folder.resolve("cohort/values.npy")).exists();
  }

  @Test
  void aWrongLineOfADatasetIsOneSentence() throws Exception {
    assertOneSentence(
        run(
            "dataset",
            "import",
            "csv",
            "--from",
            longTable("p1,0,pulse,fast\n"),
            "--mapping",
            mapping(),
            "--to",
            folder.resolve("cohort").toString()),
        "long.csv, line 2: value is 'fast' instead of a number");
  }

  @Test
  void aFormatThatDoesNotExistIsOneSentence() throws Exception {
    assertOneSentence(run("dataset", "import", "mimic-vi", "--from", "a", "--to", "b"), "mimic-iv");
  }

  @Test
  void aChallengeWhoseDatasetWasNotImportedIsOneSentence() throws Exception {
    ProcessBuilder builder =
        CommandLines.prepare(
            folder.resolve("log"),
            "referee",
            "--challenge",
            "icu-mortality",
            "--hider",
            "hide-and-seek/hider-copy:1",
            "--seeker",
            "hide-and-seek/seeker-random:1");
    builder.environment().put("HIDEANDSEEK_DATASETS", folder.toString());
    assertOneSentence(end(builder), "dataset import physionet-2012");
  }

  private String longTable(String rows) throws IOException {
    return Files.writeString(folder.resolve("long.csv"), "id,time,item,value\n" + rows).toString();
  }

  private String mapping() throws IOException {
    return Files.writeString(
            folder.resolve("mapping.yaml"),
            """
            columns: {patient: id, time: time, variable: item, value: value}
            time_unit: hours
            features:
              - name: hr
                kind: numeric
                min: 0
                max: 390
                from:
                  csv: [pulse]
            """)
        .toString();
  }

  @Test
  void anImageThatDoesNotExistIsOneSentence() throws Exception {
    assertOneSentence(
        run(
            "referee",
            "--challenge",
            "mayo-pbc",
            "--hider",
            "no-such-image",
            "--seeker",
            "hide-and-seek/seeker-random:1"),
        "no-such-image");
  }

  @Test
  void aPortInUseIsOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      assertOneSentence(
          run("serve", "--data", folder.resolve("d").toString(), "--port", port),
          "Port " + port + " is in use");
    }
  }

  @Test
  void noEngineIsOneSentence() throws Exception {
    ProcessBuilder builder =
        CommandLines.prepare(
            folder.resolve("log"), "serve", "--data", folder.resolve("d").toString());
    builder.environment().put("DOCKER_HOST", "unix://" + folder.resolve("nobody.sock"));
    assertOneSentence(end(builder), "No Docker Engine answers");
  }

  @Test
  void aDataFolderInUseIsOneSentence() throws Exception {
    Path data = folder.resolve("data");
    Process first =
        CommandLines.prepare(
                folder.resolve("first"), "serve", "--data", data.toString(), "--port", "0")
            .start();
    try {
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> Files.exists(data.resolve(Node.ADDRESS_FILE)));
      assertOneSentence(run("serve", "--data", data.toString(), "--port", "0"), "in use");

      Result team = run("team", "create", "Tübingen", "--data", data.toString());
      assertThat(team.exitCode()).as(team.output()).isZero();
      assertThat(team.output()).containsPattern("(?m)^hs_[0-9a-f]{64}$");
      assertOneSentence(run("team", "create", "Tübingen", "--data", data.toString()), "already");
    } finally {
      first.destroy();
      assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertOneSentence(
        run("team", "token", "Tübingen", "--data", data.toString()), "No platform answers");
  }

  @Test
  void aChallengeIsOpenedClosedAndVerifiedWhetherThePlatformRunsOrNot() throws Exception {
    String data = folder.resolve("data").toString();
    Result resting = run("challenge", "open", "mayo-pbc", "--data", data);
    assertThat(resting.exitCode()).as(resting.output()).isZero();
    Matcher root = Pattern.compile("(?m)^[0-9a-f]{64}$").matcher(resting.output());
    assertThat(root.find()).as(resting.output()).isTrue();
    assertOneSentence(run("challenge", "open", "mayo-livre", "--data", data), "mayo-liver");

    Path dump = folder.resolve("dump");
    Process platform =
        CommandLines.prepare(folder.resolve("platform"), "serve", "--data", data, "--port", "0")
            .start();
    try {
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> Files.exists(Path.of(data, Node.ADDRESS_FILE)));
      assertThat(run("challenge", "open", "mayo-pbc", "--data", data).output())
          .contains(root.group());
      assertOneSentence(run("challenge", "close", "no-such", "--data", data), "no-such");
      Result closed = run("challenge", "close", "mayo-pbc", "--data", data);
      assertThat(closed.exitCode()).as(closed.output()).isZero();
    } finally {
      platform.destroy();
      assertThat(platform.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    Result dumped =
        run("challenge", "close", "mayo-pbc", "--data", data, "--dump", dump.toString());
    assertThat(dumped.exitCode()).as(dumped.output()).isZero();
    Result verified = run("challenge", "verify", dump.toString(), "--root", root.group());
    assertThat(verified.exitCode()).as(verified.output()).isZero();
    assertThat(verified.output()).endsWith("Confirmed.\n");
    assertOneSentence(run("challenge", "verify", folder.toString()), "is no dump");
  }

  @Test
  void scorePrivacyGivesTheReferenceValues() throws Exception {
    Path scores = writeScores(.9f, .7f, .55f, .3f, .8f, .5f, .85f, .5f, .35f, .1f, .6f, .4f, .2f);
    Path members =
        writeMembers(
            true, true, true, true, true, true, false, false, false, false, false, false, false);
    Path json = folder.resolve("privacy.json");
    Result result =
        run(
            "score",
            "privacy",
            "--scores",
            scores.toString(),
            "--members",
            members.toString(),
            "--json",
            json.toString());
    assertThat(result.exitCode()).as(result.output()).isZero();
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.get("auc").asDouble()).isCloseTo(.7261904762, within(1e-9));
    assertThat(report.get("auc_low").asDouble()).isLessThan(.7261904762);
    assertThat(report.get("tpr_at_fpr").get("0.1").isNumber()).isTrue();
    assertThat(report.get("epsilon_lower_bound").asDouble()).isZero();
  }

  @Test
  void epsilonAccountsForTheSubsampledGaussian() throws Exception {
    Path json = folder.resolve("epsilon.json");
    assertThat(
            run(
                    "epsilon",
                    "--sigma",
                    "1.5",
                    "--rate",
                    "0.04",
                    "--steps",
                    "2250",
                    "--delta",
                    "1e-5",
                    "--json",
                    json.toString())
                .exitCode())
        .isZero();
    JsonNode cost = new ObjectMapper().readTree(json.toFile());
    assertThat(cost.get("epsilon").asDouble()).isCloseTo(7.32911117143, within(1e-9));
    assertThat(cost.get("order").asDouble()).isCloseTo(3.9, within(1e-9));
    assertThat(
            run(
                    "epsilon",
                    "--epsilon",
                    "7.32911117143",
                    "--rate",
                    "0.04",
                    "--steps",
                    "2250",
                    "--delta",
                    "1e-5")
                .output())
        .containsPattern("sigma +1\\.500");
    assertOneSentence(
        run("epsilon", "--sigma", "-1", "--rate", "0.04", "--steps", "1", "--delta", "1e-5"),
        "sigma");
  }

  private Path writeScores(float... scores) throws IOException {
    Path written = Files.createTempDirectory(folder, "scores");
    ScoresFile.write(written, scores);
    return written.resolve(ScoresFile.FILE);
  }

  private Path writeMembers(boolean... members) throws IOException {
    Path file = Files.createTempDirectory(folder, "members").resolve("members.npy");
    try (NpyOutput output = NpyOutput.create(file, NpyType.BOOL)) {
      for (boolean member : members) {
        output.writeBoolean(member);
      }
    }
    return file;
  }

  @Test
  void aDataFolderThatOthersCanEnterIsOneSentence() throws Exception {
    Path data = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertOneSentence(run("serve", "--data", data.toString(), "--port", "0"), "chmod 700");
  }

  @Test
  void aCommandThatDoesNotExistIsRefused() throws Exception {
    assertThat(run("hide").exitCode()).isEqualTo(2);
  }

  private static void assertOneSentence(Result result, String says) {
    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    assertThat(result.output().strip()).contains(says).doesNotContain("Exception", "\tat ");
    assertThat(result.output().strip().lines().count()).as(result.output()).isEqualTo(1);
  }

  /**
   * How a command ended.
   *
   * @param exitCode of its process
   * @param output everything that it printed
   */
  private record Result(int exitCode, String output) {}

  private Result run(String... arguments) throws IOException, InterruptedException {
    return end(CommandLines.prepare(Files.createTempFile(folder, "log", ""), arguments));
  }

  private static Result end(ProcessBuilder command) throws IOException, InterruptedException {
    Process process = command.start();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command.command() + " did not end");
    }
    return new Result(
        process.exitValue(), Files.readString(command.redirectOutput().file().toPath()));
  }
}
