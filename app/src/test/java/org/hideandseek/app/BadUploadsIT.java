package org.hideandseek.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.hideandseek.challenges.contract.PlayerRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no players, by either way, to a real node: a sentence, and nothing stays. */
@OnBothDatabases
final class BadUploadsIT {
  private static final String BUNDLE =
      """
      name: small-pbc
      title: Small
      summary: Few patients of mayo-pbc.
      data: {importer: mayo-pbc}
      public_share: 0.5
      splits: {count: 1, sizes: {candidates: 60, reference: 10, holdout: 40}}
      facets: [marginals, missingness]
      gate: 0.2
      hiders: {seconds: 15, memory_mib: 256, cpus: 1}
      seekers: {seconds: 15, memory_mib: 256, cpus: 1}
      largest_archive_mib: 8
      """;

  private static final String HOME = "/api/v1/challenges/small-pbc";

  /** JUnit gives it to {@code open} only if it stands here. */
  @Parameter EmptyDatabases databases;

  @TempDir private static Path root;
  private static Path folder;
  private static Node node;
  private static String token;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeParameterizedClassInvocation
  static void open(EmptyDatabases databases) throws Exception {
    folder = Files.createTempDirectory(root, "");
    node = OpenedNode.with(BUNDLE, folder, databases.next(folder.resolve("data")), "--slots", "1");
    token = node.platform().teams().create("Lethe", false);
  }

  @AfterParameterizedClassInvocation
  static void close() throws Exception {
    node.close();
  }

  static Stream<Arguments> files() throws IOException {
    byte[] random = new byte[100_000];
    new Random(1).nextBytes(random);
    byte[] png = Arrays.copyOf(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'}, 5000);
    String hider = Zips.documented(PlayerRole.HIDER);
    byte[] zip = Zips.zip(Map.of("hider.py", hider));
    byte[] tar = tarHeader("manifest.json", 5000);
    return Stream.of(
        Arguments.of(
            "HTML", "<html><h1>404</h1></html>".repeat(50).getBytes(UTF_8), "not an image archive"),
        Arguments.of("a picture", png, "not an image archive"),
        Arguments.of("random bytes", random, "not an image archive"),
        Arguments.of("one byte", new byte[] {7}, "not an image archive"),
        Arguments.of("zeros", new byte[50_000], "it is no tar file"),
        Arguments.of("a tar that is cut off", tar, "damaged or cut off"),
        Arguments.of(
            "a gzip that is cut off", Arrays.copyOf(gzip(random), 5000), "damaged or cut off"),
        Arguments.of("a gzip bomb", bomb(), "as only a bomb does"),
        Arguments.of("a ZIP that is cut off", Arrays.copyOf(zip, zip.length - 30), "The ZIP"),
        Arguments.of(
            "a ZIP of the other role", Zips.zip(Map.of("seeker.py", hider)), "has no hider.py"),
        Arguments.of("traversal", zip(hider, "../../etc/passwd"), "leads out of the ZIP"),
        Arguments.of("an absolute path", zip(hider, "/etc/passwd"), "absolute path"),
        Arguments.of("case clashes", zip(hider, "Hider.py"), "in upper and lower case only"),
        Arguments.of("a right-to-left mark", zip(hider, "x\u202Egnp.py"), "control character"),
        Arguments.of("a ZIP bomb", zipBomb(hider), "as only a bomb does"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aFileThatIsNoPlayerGetsASentenceAndNothingStays(String what, byte[] file, String sentence)
      throws Exception {
    List<Path> before = blobs();
    assertRefused(
        400,
        sentence,
        post(HOME + "/submissions?role=hider&name=bad", BodyPublishers.ofByteArray(file)));
    HttpResponse<String> begun = begin("bad", file.length);
    String upload = begun.headers().firstValue("Location").orElseThrow();
    assertThat(part(upload, file).statusCode()).isEqualTo(204);
    assertRefused(400, sentence, post(upload + "/submission", BodyPublishers.noBody()));
    assertThat(node.platform().visitors().challenge("small-pbc").submissions())
        .noneMatch(submission -> submission.name().equals("bad"));
    assertThat(blobs()).as(what).isEqualTo(before);
  }

  @Test
  void aFileThatIsTooLargeGetsASentenceAndNothingStays() throws Exception {
    byte[] file = new byte[(8 << 20) + 1];
    List<Path> before = blobs();
    assertRefused(
        413,
        "larger than the 8 MiB that are allowed",
        post(HOME + "/submissions?role=hider&name=bad", BodyPublishers.ofByteArray(file)));
    assertRefused(413, "at most 8 MiB", begin("bad", file.length));
    assertThat(blobs()).isEqualTo(before);
  }

  @Test
  void whatMacsLeaveBehindDoesNoHarm() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("player/hider.py", Zips.documented(PlayerRole.HIDER));
    files.put("__MACOSX/player/._hider.py", "rubbish");
    files.put("player/.DS_Store", "rubbish");
    HttpResponse<String> taken =
        post(
            HOME + "/submissions?role=hider&name=mac", BodyPublishers.ofByteArray(Zips.zip(files)));
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
    HttpResponse<String> again =
        post(
            HOME + "/submissions?role=hider&name=mac", BodyPublishers.ofByteArray(Zips.zip(files)));
    assertRefused(409, "has a hider called 'mac' already", again);
  }

  private static byte[] zip(String hider, String other) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("hider.py", hider);
    files.put(other, "rubbish");
    return Zips.zip(files);
  }

  private static byte[] zipBomb(String hider) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("hider.py", hider);
    files.put("weights.bin", "\0".repeat(20 << 20));
    return Zips.zip(files);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  /** A tar with an entry of two gigabytes, in two megabytes. */
  private static byte[] bomb() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes, 1 << 16)) {
      gzip.write(tarHeader("layer.tar", 2L << 30));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 2 << 10; i++) {
        gzip.write(zeros);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The 512 bytes in front of an entry. */
  private static byte[] tarHeader(String name, long size) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, String.format(Locale.ROOT, "%011o", size));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    put(header, 156, "0");
    put(header, 257, "ustar\u000000");
    int sum = 0;
    for (byte one : header) {
      sum += one & 0xff;
    }
    put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static void assertRefused(int status, String sentence, HttpResponse<String> answer)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(new ObjectMapper().readTree(answer.body()).path("detail").asText())
        .contains(sentence)
        .doesNotContain(folder.toString(), "Exception");
  }

  /** All blobs and what might become one. */
  private static List<Path> blobs() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("data/blobs"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private HttpResponse<String> begin(String name, long length) throws Exception {
    return client.send(
        request(HOME + "/uploads")
            .header("Upload-Length", Long.toString(length))
            .header(
                "Upload-Metadata",
                "role aGlkZXI=,name " + Base64.getEncoder().encodeToString(name.getBytes(UTF_8)))
            .POST(BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> part(String upload, byte[] file) throws Exception {
    return client.send(
        request(upload)
            .header("Upload-Offset", "0")
            .header("Content-Type", "application/offset+octet-stream")
            .method("PATCH", BodyPublishers.ofByteArray(file))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, BodyPublisher body) throws Exception {
    return client.send(request(path).POST(body).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(node.address() + path))
        .header("Authorization", "Bearer " + token)
        .header("Tus-Resumable", "1.0.0");
  }
}
