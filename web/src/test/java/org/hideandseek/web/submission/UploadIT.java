package org.hideandseek.web.submission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.Preview;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadIT {
  private static final String UPLOAD = "/api/v1/challenges/mayo-liver/submissions";
  private TestSite site;

  @BeforeEach
  void start() {
    site = new TestSite();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void upload_isTakenAndLeadsToItsPage() throws IOException {
    HttpResponse<String> answer =
        post("?role=seeker&name=my-seeker", BodyPublishers.ofByteArray(new byte[100_000]));
    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode json = new ObjectMapper().readTree(answer.body());
    assertThat(json.get("state").asText()).isEqualTo("checking");
    String location = answer.headers().firstValue("location").orElseThrow();
    assertThat(location).isEqualTo("/api/v1/submissions/" + json.get("id").asLong());
    assertThat(site.get(location).body()).contains("\"role\":\"seeker\"", "\"my-seeker\"");
    assertThat(site.get(location.replace("/api/v1", "")).body()).contains("Checking");
    assertThat(site.platform().bytesReceived()).isEqualTo(100_000);
  }

  @Test
  void upload_withoutALengthIsTakenToo() {
    HttpResponse<String> answer =
        post("?role=hider&name=piped", BodyPublishers.ofInputStream(() -> new Zeros(3 << 20)));
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(site.platform().bytesReceived()).isEqualTo(3 << 20);
  }

  @Test
  void zipOf2020_isTakenAndItsPageSaysWhatBecomesOfItsRelease() {
    byte[] zip = Arrays.copyOf(new byte[] {'P', 'K', 3, 4}, 1000);
    HttpResponse<String> answer =
        site.send(
            HttpRequest.newBuilder(site.uri(UPLOAD + "?role=hider&name=veteran"))
                .header("Authorization", "Bearer " + InMemoryPlatform.TOKEN)
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(zip))
                .build());
    assertThat(answer.statusCode()).isEqualTo(201);
    String location = answer.headers().firstValue("location").orElseThrow();
    assertThat(site.get(location).body()).contains("\"format\":\"zip-2020\"");
    assertThat(site.get(location.replace("/api/v1", "")).body())
        .contains("goes to 2020 seekers untouched", "its own range onto that of the members")
        .doesNotContain("<dt>Image</dt>");
    HttpResponse<String> image =
        post("?role=hider&name=image", BodyPublishers.ofByteArray(new byte[10]));
    String page = image.headers().firstValue("location").orElseThrow().replace("/api/v1", "");
    assertThat(site.get(page).body()).contains("<dt>Image</dt>").doesNotContain("of 2020");
  }

  @ParameterizedTest
  @CsvSource({
    "?role=hider, 400, name is missing",
    "?name=x, 400, role is missing",
    "?role=both&name=x, 400, hider or seeker",
    "?role=hider&name=%20, 400, name is missing",
    "?role=hider&name=var, 409, already"
  })
  void mistakes_getASentence(String query, int status, String words) {
    HttpResponse<String> answer = post(query, BodyPublishers.ofByteArray(new byte[5_000_000]));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains(words);
  }

  @Test
  void emptyBody_isRefused() {
    assertThat(post("?role=hider&name=x", BodyPublishers.noBody()).body())
        .contains("The body is empty");
  }

  @Test
  void form_isRefusedWithWhatToDo() {
    HttpResponse<String> answer =
        site.send(
            HttpRequest.newBuilder(site.uri(UPLOAD + "?role=hider&name=x"))
                .header("Authorization", "Bearer " + InMemoryPlatform.TOKEN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a=b"))
                .build());
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("Content-Type: application/x-tar");
  }

  @Test
  void wrongToken_isRefused() {
    HttpResponse<String> answer =
        site.send(
            HttpRequest.newBuilder(site.uri(UPLOAD + "?role=hider&name=x"))
                .header("Authorization", "Bearer nonsense")
                .POST(BodyPublishers.ofByteArray(new byte[20_000_000]))
                .build());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Bearer");
  }

  @Test
  void clientThatAsksFirst_isSparedTheUpload() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      socket.setSoTimeout(5_000);
      String head =
          "POST "
              + UPLOAD
              + "?role=hider&name=x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer no\r\n"
              + "Expect: 100-continue\r\nContent-Length: 10000000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      byte[] start = socket.getInputStream().readNBytes(12);
      assertThat(new String(start, UTF_8)).isEqualTo("HTTP/1.1 401");
    }
  }

  @Test
  void uploadThatBreaksOff_storesNothing() throws IOException {
    int before = site.get("/api/v1/submissions/900").statusCode();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      socket.setSoTimeout(5_000);
      String head =
          "POST "
              + UPLOAD
              + "?role=hider&name=half HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + InMemoryPlatform.TOKEN
              + "\r\nContent-Length: 1000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().write(new byte[400_000]);
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    }
    assertThat(before).isEqualTo(404);
    assertThat(site.get("/api/v1/submissions/900").statusCode()).isEqualTo(404);
  }

  @Test
  void upload_of300MebibytesPassesThroughAHeapOf40() throws Exception {
    Process server =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx40m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Preview.class.getName(),
                    "0"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = server.inputReader(UTF_8)) {
      String address = lines.readLine();
      while (address != null && !address.startsWith("http:")) {
        address = lines.readLine();
      }
      HttpClient client = HttpClient.newHttpClient();
      HttpResponse<String> answer =
          client.send(
              request(
                  URI.create(address + UPLOAD + "?role=hider&name=large"),
                  BodyPublishers.ofInputStream(() -> new Zeros(300L << 20))),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(201);
      HttpResponse<String> log =
          client.send(
              HttpRequest.newBuilder(URI.create(address + "/api/v1/submissions/900/log"))
                  .header("Authorization", "Bearer " + InMemoryPlatform.TOKEN)
                  .build(),
              BodyHandlers.ofString());
      assertThat(log.body()).contains("read " + (300L << 20) + " bytes");
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private HttpResponse<String> post(String query, BodyPublisher body) {
    return site.send(request(site.uri(UPLOAD + query), body));
  }

  private static HttpRequest request(URI uri, BodyPublisher body) {
    return HttpRequest.newBuilder(uri)
        .header("Authorization", "Bearer " + InMemoryPlatform.TOKEN)
        .header("Content-Type", "application/x-tar")
        .POST(body)
        .build();
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int n = (int) Math.min(length, left);
      left -= n;
      return n;
    }
  }
}
