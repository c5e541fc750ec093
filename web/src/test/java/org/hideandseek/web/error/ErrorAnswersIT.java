package org.hideandseek.web.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs get a problem of RFC 9457 and people a page, whatever went wrong. */
class ErrorAnswersIT {
  private static final String UPLOAD = "/api/v1/challenges/mayo-liver/submissions";
  private static TestSite site;

  @BeforeAll
  static void start() {
    site = new TestSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/nothing, application/json, 0, 404",
    "GET, /api/v1/challenges/nothing, application/json, 0, 404",
    "GET, /api/, application/json, 0, 404",
    "PUT, /api/v1/challenges, application/json, 1, 405",
    "PATCH, /health/live, application/json, 1, 405",
    "POST, /api/v1/teams, application/json, 10001, 413",
    "POST, /api/v1/teams, application/json, 1, 400",
    "POST, " + UPLOAD + "?role=hider&name=x, image/png, 1, 415",
    "POST, " + UPLOAD + "?role=judge&name=x, application/zip, 1, 400",
    "POST, " + UPLOAD + "?role=seeker&name=random, application/zip, 5, 409",
    "POST, /api/v1/challenges/mayo-liver/close, application/json, 0, 401"
  })
  void everyErrorOfTheApiIsAProblem(String method, String path, String type, int bytes, int status)
      throws IOException {
    boolean operator = path.equals("/api/v1/teams");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(site.uri(path))
            .header("Content-Type", type)
            .header(
                "Authorization",
                "Bearer " + (operator ? InMemoryPlatform.OPERATOR_TOKEN : InMemoryPlatform.TOKEN))
            .method(method, BodyPublishers.ofString("x".repeat(bytes)));
    HttpResponse<String> answer = site.send(request.build());
    assertThat(answer.statusCode()).isEqualTo(status);
    isAProblem(answer, status);
  }

  @Test
  void itsPagesHaveAPage() {
    HttpResponse<String> answer = site.get("/challenges/nothing");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
    assertThat(answer.body()).contains("<h1>Not found</h1>");
  }

  @Test
  void whatNobodyForesawTellsNothingOfTheInside() throws IOException {
    try (TestSite broken = new TestSite()) {
      broken.platform().breakDown();
      for (String path : new String[] {"/api/v1/challenges", "/api/v1/submissions/1"}) {
        HttpResponse<String> answer = broken.get(path);
        isAProblem(answer, 500);
        assertThat(answer.body())
            .doesNotContain("SELECT", "refused", "Exception", "\\tat ", ".java");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/challenges/%zz, 400", "/api/v1/%2e%2e/%2fetc, 404"})
  void anAddressThatCanNotBeReadIsAProblemToo(String path, int status) throws IOException {
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
    String body = answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1);
    JsonNode problem = new ObjectMapper().readTree(body);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(answer).containsIgnoringCase("X-Request-Id: " + problem.get("instance").asText());
  }

  private static void isAProblem(HttpResponse<String> answer, int status) throws IOException {
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.fieldNames())
        .toIterable()
        .containsExactly("type", "title", "status", "detail", "instance");
    assertThat(problem.get("type").asText()).isEqualTo("about:blank");
    assertThat(problem.get("title").asText()).isNotEmpty().doesNotStartWith("Error");
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("detail").asText()).endsWith(".");
    assertThat(answer.headers().firstValue("x-request-id"))
        .hasValue(problem.get("instance").asText());
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
