package org.hideandseek.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.hideandseek.challenges.commitment.Sha256;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.Platform;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.audience.EntryForm;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of participants as processes of their own, against a real platform. */
final class ParticipantCommandsIT {
  private static final String ASKED =
      """
      releases: own
      fact_sheet:
        - {name: method, label: "How does it work?", kind: text, required: true}
      terms: terms.md
      """;

  private static final String CHALLENGE = "small-pbc";
  private static final String HERE = "127.0.0.1";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private SmallSite site;
  private Platform platform;
  private String server;
  private String token;

  /** What a command did. */
  private record Done(int exitCode, String out, String err) {
    JsonNode json() throws IOException {
      assertThat(out.lines()).hasSize(1);
      return JSON.readTree(out);
    }

    /** It failed with one sentence, and printed nothing else. */
    void assertRefused(int code, String sentence) {
      assertThat(exitCode).as(err).isEqualTo(code);
      assertThat(out).isEmpty();
      assertThat(err.strip().lines()).as(err).hasSize(1);
      assertThat(err).contains(sentence);
    }
  }

  @BeforeEach
  void open() throws Exception {
    Path bundle = Files.createDirectories(folder.resolve("bundle"));
    Files.writeString(bundle.resolve("terms.md"), "Play fair.\n");
    site = new SmallSite(folder, DatabaseConfig::inFolder, ASKED, "2027-01-05T10:00:00Z");
    platform = site.platform();
    server = "http://localhost:" + site.port();
    Person ida = person("ida");
    platform.people().teams().make(ida, CHALLENGE, "Lethe", HERE);
    token = platform.people().accounts().makeToken(ida, "laptop", Scope.SUBMIT, HERE);
  }

  @AfterEach
  void close() throws IOException {
    site.close();
  }

  private Person person(String name) {
    String email = name + "@example.org";
    String password = "correct horse battery";
    platform.people().accounts().signUp(email, name, password, HERE);
    return platform
        .people()
        .bySession(platform.people().accounts().logIn(email, password, HERE))
        .orElseThrow();
  }

  private long enter(PlayerRole role, String name, String image) {
    Entrant team = platform.participants().byToken(token, Scope.SUBMIT);
    EntryForm form =
        new EntryForm(role, name, "", Map.of("method", "guessing"), true, Optional.empty());
    return platform
        .participants()
        .submit(team, CHALLENGE, form, new ByteArrayInputStream(image.getBytes(UTF_8)));
  }

  @Test
  void loginKeepsATokenThatWorksWhereNobodyElseReadsIt() throws Exception {
    run("status").assertRefused(3, "No platform is known; log in first");
    run("login", "--server", server).assertRefused(2, "That is no token");
    typing("hsp_" + "0".repeat(64), "login", "--server", server)
        .assertRefused(3, "needs a personal token");
    Done done = typing(token, "login", "--server", server + "/", "--json");
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.json().get("server").asText()).isEqualTo(server);
    assertThat(done.json().get("name").asText()).isEqualTo("ida");
    Path kept = Path.of(done.json().get("file").asText());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())))
        .isEqualTo("rwx------");
    assertThat(kept.getParent()).isDirectoryContaining("glob:**access.json");
    assertThat(kept.getParent()).isDirectoryNotContaining("glob:**.tmp");
    assertThat(done.out() + done.err()).doesNotContain(token);

    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-r--r--"));
    run("status").assertRefused(1, "Others can read the tokens");
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));
    assertThat(run("status").out()).contains("have sent nothing yet");

    Done removed = run("login", "--remove", "--json");
    assertThat(removed.json().get("removed").asBoolean()).isTrue();
    assertThat(kept).doesNotExist();
    run("status").assertRefused(3, "No platform is known");
  }

  @Test
  void aTokenIsNotSentOverPlainHttpToOtherMachines() throws Exception {
    Map<String, String> environment = Map.of("HIDEANDSEEK_TOKEN", token);
    for (String command : List.of("login", "status")) {
      run(environment, "", command, "--server", "http://hide.example.org")
          .assertRefused(2, "use https, or add --insecure-http");
    }
    run(environment, "", "status", "--server", "hide.example.org")
        .assertRefused(2, "is no address of a platform");
    run(environment, "", "status", "--server", "https://ida:pw@hide.example.org")
        .assertRefused(2, "is no address of a platform");
  }

  @Test
  void aPlatformThatDoesNotAnswerIsToldWithACodeOfItsOwn() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    run(
            Map.of("HIDEANDSEEK_TOKEN", token),
            "",
            "status",
            "1",
            "--server",
            "http://localhost:" + port)
        .assertRefused(5, "No platform answers at http://localhost:" + port);
    // The certificate of a server that speaks no TLS can't be checked.
    run(Map.of(), "", "board", CHALLENGE, "--server", "https://localhost:" + site.port())
        .assertRefused(5, "nothing was sent");
  }

  @Test
  void statusCancelBoardAndDownloadAreThoseOfTheApi() throws Exception {
    logIn();
    long hider = enter(PlayerRole.HIDER, "river", "image of river");
    long other = enter(PlayerRole.HIDER, "lake", "image of lake");

    JsonNode status = run("status", "" + hider, "--json").json();
    assertThat(status.get("state").asText()).isEqualTo("checking");
    assertThat(status.get("queue").get("runs_before").asInt()).isZero();
    assertThat(run("status", "" + hider).out())
        .contains("hider 'river' of Lethe in small-pbc", "checking since", "in the queue: 0 runs");
    JsonNode all = run("status", "--json").json().get("submissions");
    assertThat(all.findValuesAsText("name")).containsExactly("river", "lake");
    assertThat(all.get(0).get("challenge").asText()).isEqualTo(CHALLENGE);
    assertThat(run("status").out()).contains("river", "lake", "number  challenge");
    run("status", "4711").assertRefused(4, "no submission number 4711");
    assertThat(run("status", "river").exitCode()).isEqualTo(2);

    assertThat(run("cancel", "" + other, "--json").json().get("state").asText())
        .isEqualTo("cancelled");
    run("cancel", "" + other).assertRefused(1, "has been cancelled");
    run("cancel", "4711").assertRefused(4, "Your team has no submission");
    assertThat(run("status", "" + other, "--wait").exitCode()).isEqualTo(1);

    enter(PlayerRole.SEEKER, "achilles", "image of achilles");
    platform.start();
    Done waited = run("status", "" + hider, "--wait", "--json");
    assertThat(waited.exitCode()).as(waited.out()).isZero();
    assertThat(waited.json().get("state").asText()).isEqualTo("ranked");
    settle();

    Done board = run("board", CHALLENGE);
    assertThat(board.exitCode()).as(board.err()).isZero();
    assertThat(board.out()).contains("Hiders, by the AUC", "river", "Seekers, by", "achilles");
    JsonNode seekers = run("board", CHALLENGE, "--role", "seeker", "--json").json();
    assertThat(seekers.has("hiders")).isFalse();
    assertThat(seekers.get("seekers").findValuesAsText("name")).containsExactly("achilles");
    run("board", "nothing").assertRefused(4, "nothing");
    run("board", CHALLENGE, "--phase", "final").assertRefused(4, "no boards of a phase 'final'");

    downloads(hider);
  }

  @Test
  void submitSendsAFileWithAllThatIsAskedAndWaitsForWhatBecomesOfIt() throws Exception {
    logIn();
    Path archive = Files.writeString(folder.resolve("river.tar"), "image of river");
    String[] whole =
        submission(archive, "river", "--agree", "--sheet", "method=guessing = luck", "--json");
    submit(archive, "river", "--agree").assertRefused(1, "'How does it work?' needs an answer");
    submit(archive, "river", "--sheet", "method=luck").assertRefused(1, "agrees to its terms");
    submit(archive, "river", "--agree", "--sheet", "method=luck", "--sheet", "colour=red")
        .assertRefused(1, "asks for");
    submit(folder.resolve("none.tar"), "river").assertRefused(4, "There is no file");
    assertThat(run("submit", CHALLENGE, archive.toString(), "--role", "both").exitCode())
        .isEqualTo(2);
    String[] elsewhere = whole.clone();
    elsewhere[1] = "nothing";
    run(elsewhere).assertRefused(4, "nothing");
    String reading = platform.people().accounts().makeToken(person("eve"), "pc", Scope.READ, HERE);
    run(Map.of("HIDEANDSEEK_TOKEN", reading), "", whole).assertRefused(3, "for reading only");

    Done sent = run(whole);
    assertThat(sent.exitCode()).as(sent.err()).isZero();
    JsonNode document = sent.json();
    assertThat(document.get("state").asText()).isEqualTo("checking");
    assertThat(document.get("sha256").asText()).isEqualTo(Tokens.hash("image of river"));
    assertThat(document.get("bytes").asLong()).isEqualTo(14);
    long id = document.get("id").asLong();
    assertThat(document.get("page").asText()).isEqualTo(server + "/submissions/" + id);
    assertThat(run(whole).json()).as("the same command finds its submission").isEqualTo(document);
    assertThat(platform.visitors().challenge(CHALLENGE).submissions()).hasSize(1);
    submit(archive, "river", "--agree", "--sheet", "method=another").assertRefused(1, "'river'");

    platform.start();
    Path seeker = Files.writeString(folder.resolve("achilles.tar"), "image of achilles");
    Done waited =
        run(
            "submit",
            CHALLENGE,
            seeker.toString(),
            "--role",
            "seeker",
            "--name",
            "achilles",
            "--agree",
            "--sheet",
            "method=luck",
            "--description",
            "It guesses.",
            "--wait");
    assertThat(waited.exitCode()).as(waited.err()).isZero();
    assertThat(waited.out())
        .contains("is ranked", "SHA-256 " + Tokens.hash("image of achilles"), "/submissions/");
  }

  @Test
  void aCutUploadGoesOnAtOnceAndOneThatWasKilledWithTheSameCommand() throws Exception {
    byte[] content = new byte[8 << 20];
    new Random(5).nextBytes(content);
    Path archive = Files.write(folder.resolve("large.tar"), content);
    try (CuttingProxy proxy = new CuttingProxy(site.port())) {
      server = "http://localhost:" + proxy.port();
      logIn();
      proxy.cutAfter(3 << 20);
      Done cut = submit(archive, "cut", "--agree", "--sheet", "method=luck", "--json");
      assertThat(cut.exitCode()).as(cut.err()).isZero();
      assertThat(proxy.cuts()).isEqualTo(1);
      assertThat(cut.json().get("sha256").asText()).isEqualTo(Sha256.of(content));
      assertThat(proxy.sent()).isLessThan(content.length * 3L / 2);

      content[0]++;
      Files.write(archive, content);
      proxy.stallAfter(4 << 20);
      String[] command = submission(archive, "killed", "--agree", "--sheet", "method=luck");
      ProcessBuilder builder = CommandLines.prepare(folder.resolve("killed.log"), command);
      builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
      Process killed = builder.start();
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(proxy::stalls);
      killed.destroyForcibly().waitFor();
      proxy.goOn();
      Done again = run(command);
      assertThat(again.exitCode()).as(again.err()).isZero();
      assertThat(again.out()).contains("SHA-256 " + Sha256.of(content));
      assertThat(proxy.sent()).isLessThan(6L << 20);
    }
  }

  private String[] submission(Path archive, String name, String... more) {
    return Stream.concat(
            Stream.of("submit", CHALLENGE, archive.toString(), "--role", "hider", "--name", name),
            Arrays.stream(more))
        .toArray(String[]::new);
  }

  private Done submit(Path archive, String name, String... more) throws Exception {
    return run(submission(archive, name, more));
  }

  private void downloads(long hider) throws Exception {
    Path archive = folder.resolve("river.tar");
    String id = Long.toString(hider);
    Done upload = run("download", id, "--what", "upload", "--to", archive.toString(), "--json");
    assertThat(upload.exitCode()).as(upload.err()).isZero();
    assertThat(archive).hasContent("image of river");
    assertThat(upload.json().get("sha256").asText()).isEqualTo(Tokens.hash("image of river"));
    assertThat(upload.json().get("bytes").asLong()).isEqualTo(14);
    run("download", id, "--what", "upload", "--to", archive.toString())
        .assertRefused(2, "is there already");

    // What a broken download left is gone on with, and what it left wrongly is not kept.
    Path part =
        folder.resolve("river.tar." + Tokens.hash("image of river").substring(0, 12) + ".part");
    Files.writeString(part, "image of ");
    assertThat(
            run("download", id, "--what", "upload", "--to", archive.toString(), "--overwrite")
                .exitCode())
        .isZero();
    assertThat(archive).hasContent("image of river");
    Files.writeString(part, "something");
    run("download", id, "--what", "upload", "--to", archive.toString(), "--overwrite")
        .assertRefused(1, "It was deleted; run the command again");
    assertThat(part).doesNotExist();
    assertThat(archive).hasContent("image of river");

    Path csv = folder.resolve("river.csv");
    assertThat(run("download", id, "--what", "scores", "--to", csv.toString()).exitCode()).isZero();
    assertThat(Files.readAllLines(csv)).hasSize(5).anyMatch(line -> line.startsWith("match,"));
    Path json = folder.resolve("river.json");
    assertThat(run("download", id, "--what", "scores", "--to", json.toString()).exitCode())
        .isZero();
    JsonNode scores = JSON.readTree(json.toFile());
    assertThat(scores.get("hider").get("name").asText()).isEqualTo("river");
    assertThat(scores.get("matches")).hasSize(2);

    Path release = folder.resolve("release.npz");
    String[] get = {
      "download", id, "--what", "release", "--split", "2", "--to", release.toString()
    };
    run(get).assertRefused(3, "when the challenge is closed and revealed");
    assertThat(allReleases(token).statusCode()).isEqualTo(403);
    Person cora = person("cora");
    platform.people().teams().make(cora, CHALLENGE, "Acheron", HERE);
    platform.hosting().close(CHALLENGE);
    allReleasesAreOneFile(hider, cora);
    assertThat(run(get).exitCode()).isZero();
    try (ZipFile zip = new ZipFile(release.toFile())) {
      assertThat(zip.stream().map(entry -> entry.getName()))
          .containsExactlyInAnyOrder("values.npy", "times.npy", "lengths.npy", "statics.npy");
      assertThat(zip.getInputStream(zip.getEntry("values.npy")).readAllBytes())
          .startsWith(0x93, 'N', 'U', 'M', 'P', 'Y');
    }
    run("download", id, "--what", "release", "--split", "3", "--to", folder.resolve("3").toString())
        .assertRefused(4, "has no release of split 3");
    assertThat(leftOver()).isEmpty();

    String bobs = platform.people().accounts().makeToken(person("bob"), "pc", Scope.READ, HERE);
    run(
            Map.of("HIDEANDSEEK_TOKEN", bobs),
            "",
            "download",
            id,
            "--what",
            "upload",
            "--to",
            folder.resolve("stolen").toString())
        .assertRefused(4, "Your team has no submission");
    assertThat(leftOver()).isEmpty();
  }

  private HttpResponse<byte[]> allReleases(String asker) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(server + "/api/v1/challenges/" + CHALLENGE + "/releases"))
                .header("Authorization", "Bearer " + asker)
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  private void allReleasesAreOneFile(long hider, Person other) throws Exception {
    HttpResponse<byte[]> all = allReleases(token);
    assertThat(all.statusCode()).isEqualTo(200);
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(all.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        assertThat(zip.readAllBytes()).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y');
      }
    }
    assertThat(names)
        .hasSize(8)
        .allMatch(name -> name.startsWith("submission-" + hider + "/split-"))
        .contains(
            "submission-" + hider + "/split-1/values.npy",
            "submission-" + hider + "/split-2/statics.npy");
    String others = platform.people().accounts().makeToken(other, "pc", Scope.READ, HERE);
    assertThat(allReleases(others).statusCode()).isEqualTo(404);
    String teamless =
        platform.people().accounts().makeToken(person("dora"), "pc", Scope.READ, HERE);
    assertThat(allReleases(teamless).statusCode()).isEqualTo(403);
  }

  private List<Path> leftOver() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }

  @Test
  void theLauncherRunsThemWithoutAnEngine() throws Exception {
    ProcessBuilder launcher =
        new ProcessBuilder(
            CommandLines.home().resolve("hideandseek").toString(),
            "board",
            CHALLENGE,
            "--server",
            server,
            "--json");
    launcher.environment().put("HIDEANDSEEK_READY", "1");
    launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
    launcher.environment().put("DOCKER_HOST", "tcp://127.0.0.1:1");
    Done done = end(launcher, "");
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.json().get("challenge").asText()).isEqualTo(CHALLENGE);
    assertThat(done.err()).isEmpty();
  }

  private void settle() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                platform.visitors().challenge(CHALLENGE).summary().progress().settled()
                    && platform.visitors().leaderboards(CHALLENGE).matches().stream()
                            .filter(match -> match.scores().isPresent())
                            .count()
                        == 2);
  }

  private void logIn() throws Exception {
    Done done = typing(token, "login", "--server", server);
    assertThat(done.exitCode()).as(done.err()).isZero();
  }

  private Done run(String... arguments) throws Exception {
    return run(Map.of(), "", arguments);
  }

  private Done typing(String input, String... arguments) throws Exception {
    return run(Map.of(), input + "\n", arguments);
  }

  private Done run(Map<String, String> environment, String input, String... arguments)
      throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    if (environment.containsKey("HIDEANDSEEK_TOKEN")
        && Arrays.stream(arguments).noneMatch("--server"::equals)) {
      all.put("HIDEANDSEEK_SERVER", server);
    }
    ProcessBuilder command = CommandLines.prepare(folder.resolve("unused"), arguments);
    command.environment().putAll(all);
    return end(command, input);
  }

  private Done end(ProcessBuilder command, String input) throws Exception {
    command.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    Process process =
        command
            .redirectErrorStream(false)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    } catch (IOException e) {
      // A command that reads nothing may be over before it is written to.
      assertThat(command.command()).doesNotContain("login");
    }
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command.command() + " did not end");
    }
    return new Done(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
