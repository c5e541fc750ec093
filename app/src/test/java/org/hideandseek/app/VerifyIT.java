package org.hideandseek.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole demo with real containers is closed, written out, and verified by another process. */
final class VerifyIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONGEST_DEMO_MINUTES = 10;
  private static final Map<String, String> PUBLISHED =
      Map.of(
          "leaderboards.json", "/api/v1/challenges/mayo-pbc/leaderboards",
          "matches.json", "/api/v1/challenges/mayo-pbc/matches",
          "matrix.json", "/api/v1/challenges/mayo-pbc/matrix",
          "hiders.csv", "/challenges/mayo-pbc/hiders.csv",
          "seekers.csv", "/challenges/mayo-pbc/seekers.csv",
          "ranking-2020.csv", "/challenges/mayo-pbc/ranking-2020.csv",
          "matches.csv", "/challenges/mayo-pbc/matches.csv",
          "matrix.csv", "/challenges/mayo-pbc/matrix.csv");

  @TempDir private static Path folder;
  private static Process demo;
  private static Path data;
  private static Path dump;
  private static String address;

  @BeforeAll
  static void playAndDump() throws IOException {
    data = folder.resolve("data");
    dump = folder.resolve("dump");
    Path log = folder.resolve("demo.log");
    demo =
        CommandLines.prepare(
                log,
                "demo",
                "--challenge",
                "mayo-pbc",
                "--port",
                "0",
                "--data",
                data.toString(),
                "--dump",
                dump.toString())
            .start();
    Awaitility.await()
        .atMost(LONGEST_DEMO_MINUTES, TimeUnit.MINUTES)
        .until(() -> Files.exists(dump) || !demo.isAlive());
    assertThat(dump).as(Files.readString(log)).exists();
    address = Files.readString(data.resolve(Node.ADDRESS_FILE)).strip();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    demo.destroy();
    assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anotherProcessConfirmsAllThatWasPublished() throws Exception {
    JsonNode commitments = JSON.readTree(get("/api/v1/challenges/mayo-pbc/commitments").body());
    Path json = folder.resolve("verification.json");
    Ended verified =
        run(
            "challenge",
            "verify",
            dump.toString(),
            "--root",
            commitments.path("root").asText(),
            "--log",
            commitments.at("/log/head").asText(),
            "--json",
            json.toString());
    assertThat(verified.exitCode()).as(verified.output()).isZero();
    assertThat(verified.output()).endsWith("Confirmed.\n");
    JsonNode result = JSON.readTree(json.toFile());
    assertThat(result.path("confirmed").asBoolean()).isTrue();
    assertThat(result.path("differences")).isEmpty();
    List<String> checks = new ArrayList<>();
    result.path("checks").forEach(check -> checks.add(check.path("what").asText()));
    assertThat(checks).contains("commitments", "releases scored again", "boards, byte for byte");
  }

  @Test
  void oneChangedScoreIsNamed() throws Exception {
    Path changed = folder.resolve("changed");
    copy(dump, changed);
    Path runs = changed.resolve("runs.json");
    JsonNode all = JSON.readTree(runs.toFile());
    for (JsonNode one : all) {
      if (one.path("match").isObject()) {
        ((ObjectNode) one.path("match")).put("auc", 0.5);
        break;
      }
    }
    JSON.writeValue(runs.toFile(), all);
    Ended verified = run("challenge", "verify", changed.toString());
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.output())
        .containsPattern(
            "(?m)^Match [0-9]+ \\(seeker [a-z]+ against hider .*, split [12]\\): result.auc is stored as 0.5 but computes to ")
        .endsWith("Not confirmed.\n");
  }

  @Test
  void thePrintedCommandsOpenTheCommitmentsWithoutThisProject() throws Exception {
    String document =
        Files.readString(CommandLines.home().resolve("docs").resolve("commitments.md"));
    Matcher commands = Pattern.compile("```sh\n(grep -o .*?)```", Pattern.DOTALL).matcher(document);
    assertThat(commands.find()).isTrue();
    Path script = Files.writeString(folder.resolve("commands.sh"), commands.group(1));
    Path log = folder.resolve("commands.log");
    Process bash =
        new ProcessBuilder("bash", script.toString())
            .directory(dump.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
    try (var items = Files.list(dump.resolve("committed"))) {
      assertThat(Files.readString(log).lines())
          .containsExactlyInAnyOrderElementsOf(
              items.map(item -> item.getFileName() + " holds").toList());
    }
  }

  @Test
  void theDumpHoldsTheBoardsAsTheyArePublished() throws Exception {
    for (Map.Entry<String, String> document : PUBLISHED.entrySet()) {
      assertThat(get(document.getValue()).body())
          .as(document.getKey())
          .isEqualTo(Files.readString(dump.resolve("boards").resolve(document.getKey())));
    }
    try (var files = Files.list(dump.resolve("boards"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(PUBLISHED.keySet());
    }
  }

  @Test
  void theRevealOpensTheCommitmentsToEverybody() throws Exception {
    JsonNode commitments = JSON.readTree(get("/api/v1/challenges/mayo-pbc/commitments").body());
    for (JsonNode one : commitments.path("commitments")) {
      String item = one.path("item").asText();
      if (item.equals("private-patients")) {
        assertThat(one.path("salt").isNull()).isTrue();
      } else {
        assertThat(one.path("content").asText())
            .as(item)
            .isEqualTo(Files.readString(dump.resolve("committed").resolve(item)));
      }
    }
  }

  @Test
  void aClosedChallengeTakesNoSubmission() throws Exception {
    Ended team = run("team", "create", "too late", "--data", data.toString());
    String token = team.output().lines().findFirst().orElseThrow();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            address
                                + "/api/v1/challenges/mayo-pbc/submissions?role=hider&name=late"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-tar")
                    .POST(HttpRequest.BodyPublishers.ofString("an archive"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(JSON.readTree(answer.body()).path("detail").asText())
        .matches("This challenge was closed on .* \\(UTC\\) and takes no more submissions\\.");
    assertThat(get("/challenges/mayo-pbc").body())
        .contains("This challenge is closed and takes no more submissions.")
        .doesNotContain("docker save");
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.copy(file, target);
        assertThat(target.toFile().setWritable(true)).isTrue();
      }
    }
  }

  /** How a command ended, and what it printed. */
  private record Ended(int exitCode, String output) {}

  private static Ended run(String... arguments) throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "log", "");
    Process process = CommandLines.prepare(log, arguments).start();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", arguments) + " did not end");
    }
    return new Ended(process.exitValue(), Files.readString(log));
  }
}
