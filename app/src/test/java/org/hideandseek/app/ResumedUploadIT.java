package org.hideandseek.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hideandseek.challenges.commitment.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that are cut, resumed, finished late or never: a whole platform, by real connections. */
@OnBothDatabases
final class ResumedUploadIT {
  private static final String ASKED =
      """
      quotas: {hider: {per_day: 3}, seeker: {per_day: 1}}
      largest_archive_mib: 64
      terms: terms.md
      fact_sheet:
        - {name: method, label: "How does it work?", kind: text, required: true}
        - {name: model, label: "What is it?", kind: choice, choices: [network, table]}
        - {name: paper, label: "Where is it told?", kind: url}
      phases:
        - name: trial
          starts: 2027-01-01T00:00Z
          ends: 2027-02-01T00:00Z
          visibility: {boards: hidden}
        - {name: final, starts: 2027-02-10T00:00Z, ends: 2027-03-01T00:00Z}
      """;

  private static final String HOME = "/api/v1/challenges/small-pbc";
  private static final byte[] ARCHIVE = new byte[12_000_001];

  static {
    new Random(20270101).nextBytes(ARCHIVE);
  }

  @Parameter private EmptyDatabases databases;
  @TempDir private Path folder;
  private final ObjectMapper json = new ObjectMapper();
  private SmallSite site;
  private String token;
  private String other;

  @BeforeEach
  void open() throws Exception {
    Path bundle = Files.createDirectories(folder.resolve("bundle"));
    Files.writeString(bundle.resolve("terms.md"), "Be fair.\n");
    site = new SmallSite(folder, databases, ASKED, "2027-01-05T10:00:00Z");
    token = site.platform().teams().create("Lethe", false);
    other = site.platform().teams().create("Charon", false);
  }

  @AfterEach
  void close() throws IOException {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.99})
  void aCutConnectionResumesWhereItWasCut(double share) throws Exception {
    String upload = begin("river", Map.of("sha256", Sha256.of(ARCHIVE)));
    int cut = (int) (ARCHIVE.length * share);
    try (Socket socket = openPart(upload, 0, ARCHIVE.length)) {
      socket.getOutputStream().write(ARCHIVE, 0, cut);
      socket.getOutputStream().flush();
      // What is on its way is lost with the connection.
      socket.setSoLinger(true, 0);
    }
    long offset = awaitFree(upload);
    assertThat(offset).isBetween(0L, (long) cut);
    assertThat(complete(upload).statusCode()).isEqualTo(409);
    assertThat(submissions()).isEmpty();

    HttpResponse<String> rest = part(upload, offset, rest(offset));
    assertThat(rest.statusCode()).as(rest.body()).isEqualTo(204);
    assertThat(rest.headers().firstValueAsLong("Upload-Offset")).hasValue(ARCHIVE.length);
    HttpResponse<String> done = complete(upload);
    assertThat(done.statusCode()).as(done.body()).isEqualTo(201);
    JsonNode entered = json.readTree(done.body());
    assertThat(entered.path("sha256").asText()).isEqualTo(Sha256.of(ARCHIVE));
    assertThat(complete(upload).body()).isEqualTo(done.body());
    assertThat(submissions()).hasSize(1);
    assertThat(blob(Sha256.of(ARCHIVE))).hasBinaryContent(ARCHIVE);
    assertThat(partialFiles()).isEmpty();
  }

  @Test
  void everyPartCountsHoweverItIsCut() throws Exception {
    String upload = begin("river", Map.of());
    Random random = new Random(5);
    long offset = 0;
    while (offset < ARCHIVE.length) {
      int length = (int) Math.min(1 + random.nextInt(3_000_000), ARCHIVE.length - offset);
      byte[] part = Arrays.copyOfRange(ARCHIVE, (int) offset, (int) offset + length);
      if (random.nextBoolean()) {
        assertThat(part(upload, offset, part).statusCode()).isEqualTo(204);
      } else {
        try (Socket socket = openPart(upload, offset, length)) {
          socket.getOutputStream().write(part, 0, length / 2);
          socket.shutdownOutput();
          socket.getInputStream().readAllBytes();
        }
      }
      offset = awaitFree(upload);
    }
    assertThat(json.readTree(complete(upload).body()).path("sha256").asText())
        .isEqualTo(Sha256.of(ARCHIVE));
  }

  @Test
  void aNodeThatIsStartedAgainGoesOnWithWhatItHad() throws Exception {
    String upload = begin("river", Map.of());
    int half = ARCHIVE.length / 2;
    assertThat(part(upload, 0, Arrays.copyOf(ARCHIVE, half)).statusCode()).isEqualTo(204);
    try (Socket socket = openPart(upload, half, ARCHIVE.length - half)) {
      socket.getOutputStream().write(ARCHIVE, half, 1_000_000);
      socket.getOutputStream().flush();
      site.close();
    }
    // What a process that was killed had written, but not noted.
    try (Stream<Path> files = Files.list(folder.resolve("data/blobs/uploads"))) {
      Files.write(
          files.findFirst().orElseThrow(), "rubbish".getBytes(UTF_8), StandardOpenOption.APPEND);
    }
    // Longer than its lease.
    site.goTo(site.now().plusSeconds(60).toString());
    site.serve();
    long offset = offset(upload);
    assertThat(offset).isGreaterThanOrEqualTo(half);
    assertThat(part(upload, offset, rest(offset)).statusCode()).isEqualTo(204);
    assertThat(json.readTree(complete(upload).body()).path("sha256").asText())
        .isEqualTo(Sha256.of(ARCHIVE));
  }

  @Test
  void oneRequestWritesAtATime() throws Exception {
    String upload = begin("river", Map.of());
    try (Socket socket = openPart(upload, 0, ARCHIVE.length)) {
      socket.getOutputStream().write(ARCHIVE, 0, 1_000_000);
      socket.getOutputStream().flush();
      await().until(() -> part(upload, 0, new byte[] {1}).statusCode() == 423);
      HttpResponse<String> busy = part(upload, 0, new byte[] {1});
      assertThat(busy.headers().firstValue("Retry-After")).isPresent();
      assertThat(send("DELETE", upload, token, BodyPublishers.noBody()).statusCode())
          .isEqualTo(423);
    }
    long offset = awaitFree(upload);
    assertThat(part(upload, offset, rest(offset)).statusCode()).isEqualTo(204);
  }

  @Test
  void aWriterThatIsSilentForTooLongMakesRoomForTheNext() throws Exception {
    String upload = begin("river", Map.of());
    try (Socket silent = openPart(upload, 0, ARCHIVE.length)) {
      await().until(() -> part(upload, 0, new byte[] {1}).statusCode() == 423);
      site.goTo(site.now().plusSeconds(16).toString());
      assertThat(part(upload, 0, ARCHIVE).statusCode()).isEqualTo(204);
      // It wakes up, and may not write.
      Thread.sleep(2_500);
      silent.getOutputStream().write(new byte[1_000_000]);
      silent.getOutputStream().flush();
      silent.shutdownOutput();
      silent.getInputStream().readAllBytes();
    }
    assertThat(json.readTree(complete(upload).body()).path("sha256").asText())
        .isEqualTo(Sha256.of(ARCHIVE));
  }

  @Test
  void wrongPartsAreRefusedAndChangeNothing() throws Exception {
    String upload = begin("river", Map.of());
    assertThat(part(upload, 0, new byte[100]).statusCode()).isEqualTo(204);
    assertThat(part(upload, 0, new byte[100]).statusCode()).isEqualTo(409);
    assertThat(part(upload, 101, new byte[100]).body()).contains("has 100 bytes; go on from there");
    assertThat(part(upload, 100, new byte[ARCHIVE.length]).statusCode()).isEqualTo(413);
    HttpResponse<String> unannounced =
        send(
            "PATCH",
            upload,
            token,
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[ARCHIVE.length])),
            "Upload-Offset",
            "100",
            "Content-Type",
            "application/offset+octet-stream");
    assertThat(unannounced.statusCode()).isEqualTo(413);
    assertThat(unannounced.body()).contains("More bytes came than the 12000001");
    assertThat(offset(upload)).isEqualTo(ARCHIVE.length);
    for (String stranger : List.of(other, "nonsense")) {
      assertThat(send("PATCH", upload, stranger, BodyPublishers.noBody()).statusCode())
          .isEqualTo(415);
      assertThat(send("HEAD", upload, stranger, BodyPublishers.noBody()).statusCode())
          .isIn(401, 404);
      assertThat(send("DELETE", upload, stranger, BodyPublishers.noBody()).statusCode())
          .isIn(401, 404);
      assertThat(
              send("POST", upload + "/submission", stranger, BodyPublishers.noBody()).statusCode())
          .isIn(401, 404);
    }
    assertThat(send("DELETE", upload, token, BodyPublishers.noBody()).statusCode()).isEqualTo(204);
    assertThat(send("HEAD", upload, token, BodyPublishers.noBody()).statusCode()).isEqualTo(404);
    assertThat(partialFiles()).isEmpty();
  }

  @Test
  void aFileThatIsNotTheOneAnnouncedIsRefusedOnceAndForAll() throws Exception {
    String upload = begin("river", Map.of("sha256", "0".repeat(64)));
    assertThat(part(upload, 0, ARCHIVE).statusCode()).isEqualTo(204);
    HttpResponse<String> refused = complete(upload);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("damaged on its way");
    assertThat(json.readTree(complete(upload).body()).path("detail"))
        .isEqualTo(json.readTree(refused.body()).path("detail"));
    assertThat(partialFiles()).isEmpty();
    assertThat(submissions()).isEmpty();
    assertThat(blob(Sha256.of(ARCHIVE))).doesNotExist();
  }

  @Test
  void whatCanNotBeTakenIsRefusedBeforeItIsSent() throws Exception {
    assertRefused(413, "at most 64 MiB", "river", (64L << 20) + 1, Map.of());
    assertRefused(400, "The file is empty", "river", 0, Map.of());
    assertRefused(400, "letters, digits", "<b>river</b>", 5, Map.of());
    assertRefused(400, "letters, digits", "x\u202Egnp", 5, Map.of());
    assertRefused(400, "letters, digits", "x".repeat(10_000), 5, Map.of());
    assertRefused(400, "64 hexadecimal digits", "river", 5, Map.of("sha256", "abc"));
    assertRefused(400, "hider or seeker", "river", 5, Map.of("role", "both"));
    assertRefused(400, "role is missing", "river", 5, Map.of("role", ""));
    String first = begin("river", Map.of());
    assertRefused(409, "is uploading a hider called 'river'", "river", 5, Map.of());
    token = other;
    assertRefused(409, "has a hider called 'river' already", "river", 5, Map.of());
    for (int i = 0; i < 5; i++) {
      begin("stream " + i, Map.of());
    }
    assertRefused(429, "5 unfinished uploads", "lake", 5, Map.of());
    assertThat(send("GET", "/api/v1/uploads", token, BodyPublishers.noBody()).body())
        .contains("stream 4")
        .doesNotContain(first, "river");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sheet.method | '' | needs an answer, as sheet.method",
        "sheet.method | a\u0007b | control character",
        "description | a\u202Eb | turns the direction",
        "sheet.model | chair | is one of: network, table",
        "sheet.paper | javascript:alert(1) | an address such as",
        "sheet.colour | blue | asks for method, model, paper and nothing else",
        "agree | false | agrees to its terms"
      })
  void whatIsAskedMustBeAnswered(String field, String value, String sentence) throws Exception {
    assertRefused(400, sentence, "river", 5, Map.of(field, value));
    Map<String, String> fields = asked("river", Map.of(field, value));
    HttpResponse<String> whole =
        send(
            "POST",
            HOME
                + "/submissions?"
                + fields.entrySet().stream()
                    .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                    .collect(Collectors.joining("&")),
            token,
            BodyPublishers.ofByteArray(ARCHIVE));
    assertThat(whole.statusCode()).isEqualTo(400);
    assertThat(whole.body()).contains(sentence);
    assertThat(submissions()).isEmpty();
  }

  @Test
  void aDescriptionHasAnEnd() throws Exception {
    assertRefused(
        400,
        "has 2001 characters, and may have 2000",
        "river",
        5,
        Map.of("description", "\uD83D\uDE00".repeat(2001)));
    begin("river", Map.of("description", "\uD83D\uDE00".repeat(2000)));
  }

  @Test
  void whatItsTeamSaysIsShownWhereTheBoardsAre() throws Exception {
    long id =
        submit(
            "river",
            Map.of("description", "A <b>river</b>\r\nof patients", "sheet.model", "table"));
    JsonNode own = read("/api/v1/submissions/" + id, token);
    assertThat(own.path("description").asText()).isEqualTo("A <b>river</b>\nof patients");
    assertThat(own.path("fact_sheet").toString())
        .isEqualTo(
            "[{\"name\":\"method\",\"question\":\"How does it work?\",\"answer\":\"It flows.\"},"
                + "{\"name\":\"model\",\"question\":\"What is it?\",\"answer\":\"table\"}]");
    assertThat(own.path("agreement").path("by").asText()).isEqualTo("Lethe");
    assertThat(own.path("agreement").path("at").asText()).startsWith("2027-01-05T10:00:00");
    assertThat(own.path("agreement").path("terms_sha256").asText())
        .isEqualTo(Sha256.of("Be fair.\n".getBytes(UTF_8)));
    for (String stranger : List.of(other, "")) {
      JsonNode hidden = read("/api/v1/submissions/" + id, stranger);
      assertThat(hidden.path("description").isNull()).isTrue();
      assertThat(hidden.path("fact_sheet").isNull()).isTrue();
      assertThat(send("GET", "/submissions/" + id, stranger, BodyPublishers.noBody()).body())
          .doesNotContain("of patients", "It flows");
    }
    site.goTo("2027-02-01T00:00:00Z");
    JsonNode shown = read("/api/v1/submissions/" + id, "");
    assertThat(shown.path("description").asText()).contains("of patients");
    assertThat(shown.path("agreement").isNull()).isTrue();
    assertThat(send("GET", "/submissions/" + id, "", BodyPublishers.noBody()).body())
        .contains("A &lt;b&gt;river&lt;/b&gt;", "It flows.")
        .doesNotContain("<b>river");
  }

  @Test
  void baselinesAreAskedNothing() throws Exception {
    token = site.platform().teams().create("Organisers", true);
    HttpResponse<String> answer =
        send(
            "POST",
            HOME + "/submissions?role=hider&name=copy",
            token,
            BodyPublishers.ofByteArray(ARCHIVE));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(json.readTree(answer.body()).path("sha256").asText()).isEqualTo(Sha256.of(ARCHIVE));
  }

  @Test
  void anUploadThatBeganBeforeTheDeadlineCounts() throws Exception {
    site.goTo("2027-01-31T23:59:59Z");
    String fixed = begin("fixed", Map.of("sha256", Sha256.of(ARCHIVE)));
    String open = begin("open", Map.of());
    String late = begin("late", Map.of());
    site.goTo("2027-02-01T05:59:59Z");
    assertRefused(409, "No submissions are taken now", "new", 5, Map.of());
    assertThat(part(open, 0, ARCHIVE).statusCode()).isEqualTo(204);
    long id = json.readTree(complete(open).body()).path("id").asLong();
    assertThat(read("/api/v1/submissions/" + id, "").path("phase").asText()).isEqualTo("trial");
    // What was not fixed when it began has six hours, what was has two days.
    site.goTo("2027-02-01T06:00:00Z");
    assertThat(part(late, 0, ARCHIVE).statusCode()).isEqualTo(404);
    site.goTo("2027-02-02T23:59:58Z");
    assertThat(part(fixed, 0, ARCHIVE).statusCode()).isEqualTo(204);
    assertThat(complete(fixed).statusCode()).isEqualTo(201);
    site.goTo("2027-02-02T23:59:59Z");
    assertThat(complete(fixed).statusCode()).isEqualTo(201);
  }

  @Test
  void whatNobodyFinishesIsGoneAfterTwoDays() throws Exception {
    String upload = begin("river", Map.of());
    assertThat(part(upload, 0, Arrays.copyOf(ARCHIVE, 1000)).statusCode()).isEqualTo(204);
    assertThat(partialFiles()).hasSize(1);
    site.goTo("2027-01-07T10:00:00Z");
    assertThat(part(upload, 1000, new byte[1]).statusCode()).isEqualTo(404);
    site.platform().start();
    await().until(() -> partialFiles().isEmpty());
    begin("river", Map.of());
  }

  @Test
  void theLastSlotGoesToWhoFinishesFirstAndTheOtherCanTryAgain() throws Exception {
    String first = begin("one", Map.of("role", "seeker"));
    String second = begin("two", Map.of("role", "seeker"));
    assertThat(part(first, 0, ARCHIVE).statusCode()).isEqualTo(204);
    assertThat(part(second, 0, ARCHIVE).statusCode()).isEqualTo(204);
    assertThat(complete(second).statusCode()).isEqualTo(201);
    HttpResponse<String> full = complete(first);
    assertThat(full.statusCode()).isEqualTo(429);
    assertThat(full.body()).contains("next slot opens on 2027-01-06 00:00 (UTC)");
    site.goTo("2027-01-06T00:00:00Z");
    assertThat(complete(first).statusCode()).isEqualTo(201);
  }

  @Test
  void twoTabsThatFinishAtOnceMakeOneSubmission() throws Exception {
    String upload = begin("river", Map.of());
    assertThat(part(upload, 0, ARCHIVE).statusCode()).isEqualTo(204);
    ExecutorService tabs = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(tabs.submit(() -> complete(upload).body()));
      }
      Set<String> different = new HashSet<>();
      for (Future<String> answer : answers) {
        different.add(answer.get());
      }
      assertThat(different).hasSize(1);
    } finally {
      tabs.shutdownNow();
    }
    assertThat(submissions()).hasSize(1);
  }

  private long submit(String name, Map<String, String> more) throws Exception {
    String upload = begin(name, more);
    assertThat(part(upload, 0, ARCHIVE).statusCode()).isEqualTo(204);
    return json.readTree(complete(upload).body()).path("id").asLong();
  }

  private String begin(String name, Map<String, String> more) throws Exception {
    HttpResponse<String> answer = create(name, ARCHIVE.length, more);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private void assertRefused(
      int status, String sentence, String name, long length, Map<String, String> more)
      throws Exception {
    HttpResponse<String> answer = create(name, length, more);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json.readTree(answer.body()).path("detail").asText()).contains(sentence);
  }

  private HttpResponse<String> create(String name, long length, Map<String, String> more)
      throws Exception {
    return send(
        "POST",
        HOME + "/uploads",
        token,
        BodyPublishers.noBody(),
        "Upload-Length",
        Long.toString(length),
        "Upload-Metadata",
        asked(name, more).entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + " "
                        + Base64.getEncoder().encodeToString(field.getValue().getBytes(UTF_8)))
            .collect(Collectors.joining(",")));
  }

  private static Map<String, String> asked(String name, Map<String, String> more) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("role", "hider");
    fields.put("name", name);
    fields.put("sheet.method", "It flows.");
    fields.put("agree", "true");
    fields.putAll(more);
    return fields;
  }

  private HttpResponse<String> part(String upload, long offset, byte[] bytes) throws Exception {
    return send(
        "PATCH",
        upload,
        token,
        BodyPublishers.ofByteArray(bytes),
        "Upload-Offset",
        Long.toString(offset),
        "Content-Type",
        "application/offset+octet-stream");
  }

  private HttpResponse<String> complete(String upload) throws Exception {
    return send("POST", upload + "/submission", token, BodyPublishers.noBody());
  }

  private HttpResponse<String> send(
      String method, String path, String as, BodyPublisher body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder().method(method, body).header("Tus-Resumable", "1.0.0");
    if (!as.isEmpty()) {
      request.header("Authorization", "Bearer " + as);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return site.send(request, path);
  }

  private JsonNode read(String path, String as) throws Exception {
    return json.readTree(send("GET", path, as, BodyPublishers.noBody()).body());
  }

  private long offset(String upload) throws Exception {
    return send("HEAD", upload, token, BodyPublishers.noBody())
        .headers()
        .firstValueAsLong("Upload-Offset")
        .orElseThrow();
  }

  /** How far an upload is once the server knows that the one before is gone. */
  private long awaitFree(String upload) {
    await().until(() -> part(upload, offset(upload), new byte[0]).statusCode() == 204);
    try {
      return offset(upload);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] rest(long offset) {
    return Arrays.copyOfRange(ARCHIVE, (int) offset, ARCHIVE.length);
  }

  /** A connection on which a part was announced. */
  private Socket openPart(String upload, long offset, long length) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port());
    String head =
        "PATCH "
            + upload
            + " HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: "
            + offset
            + "\r\nContent-Length: "
            + length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(UTF_8));
    socket.getOutputStream().flush();
    return socket;
  }

  private JsonNode submissions() throws Exception {
    return read(HOME, "").path("submissions");
  }

  private Path blob(String sha256) {
    return folder.resolve("data/blobs").resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  private List<Path> partialFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("data/blobs/uploads"))) {
      return files.toList();
    }
  }
}
