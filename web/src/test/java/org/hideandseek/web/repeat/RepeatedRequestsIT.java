package org.hideandseek.web.repeat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.hideandseek.web.server.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are sent twice with one key are done once. */
final class RepeatedRequestsIT {
  private static final String UPLOAD =
      "/api/v1/challenges/mayo-pbc/submissions?role=hider&name=river";

  private final TestSite site = new TestSite();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aRepetitionGetsTheFirstAnswerAlsoOnAnotherNode() throws Exception {
    HttpResponse<String> first = post(UPLOAD, "k-1", "PK archive");
    HttpResponse<String> again = post(UPLOAD, "k-1", "PK archive");
    assertThat(first.statusCode()).isEqualTo(201);
    assertAnsweredAs(again, first);
    try (WebServer other = site.anotherNode()) {
      URI there = URI.create("http://127.0.0.1:" + other.port() + UPLOAD);
      assertAnsweredAs(send(request(there, "k-1", "PK archive")), first);
    }
    assertThat(entered()).isEqualTo(1);
  }

  @Test
  void aRepetitionIsCountedUnderItsRoute() {
    post(UPLOAD, "k-route", "PK archive");
    post(UPLOAD, "k-route", "PK archive");
    post(UPLOAD, "k-route", "PK another archive");
    HttpRequest scrape =
        HttpRequest.newBuilder(site.uri("/metrics"))
            .header("Authorization", "Bearer " + InMemoryPlatform.OPERATOR_TOKEN)
            .build();
    String counted =
        "hideandseek_http_request_seconds_count{method=\"POST\",route=\"/api/v1/challenges/{name}/submissions\",status=";

    await()
        .untilAsserted(
            () ->
                assertThat(site.send(scrape).body())
                    .contains(counted + "\"201\"} 2", counted + "\"422\"} 1")
                    .doesNotContain("(none)"));
  }

  private static void assertAnsweredAs(HttpResponse<String> again, HttpResponse<String> first) {
    assertThat(again.statusCode()).isEqualTo(first.statusCode());
    assertThat(again.body()).isEqualTo(first.body());
    for (String header : List.of("location", "content-type", "x-content-type-options")) {
      assertThat(again.headers().allValues(header)).isEqualTo(first.headers().allValues(header));
    }
    assertThat(again.headers().firstValue(RepeatedRequests.REPLAYED)).hasValue("true");
    assertThat(first.headers().firstValue(RepeatedRequests.REPLAYED)).isEmpty();
  }

  @Test
  void fiftyEqualPostsAtOnceMakeOneSubmission() {
    List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sent.add(
          client.sendAsync(
              request(site.uri(UPLOAD), "k-2", "PK archive"), BodyHandlers.ofString()));
    }
    List<HttpResponse<String>> answers = sent.stream().map(CompletableFuture::join).toList();
    assertThat(entered()).isEqualTo(1);
    assertThat(answers).allMatch(one -> one.statusCode() == 201 || one.statusCode() == 409);
    assertThat(
            answers.stream()
                .filter(one -> one.statusCode() == 201)
                .filter(one -> one.headers().firstValue(RepeatedRequests.REPLAYED).isEmpty()))
        .hasSize(1);
    assertThat(answers.stream().filter(one -> one.statusCode() == 201).map(HttpResponse::body))
        .allMatch(body -> body.equals(post(UPLOAD, "k-2", "PK archive").body()));
  }

  @Test
  void whileTheFirstIsUnderWayItsRepetitionIsAConflict() throws IOException {
    try (Socket first = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      OutputStream out = first.getOutputStream();
      out.write(
          ("POST "
                  + UPLOAD
                  + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                  + InMemoryPlatform.TOKEN
                  + "\r\nIdempotency-Key: k-3\r\nContent-Length: 10\r\n\r\nPK ")
              .getBytes(UTF_8));
      out.flush();
      await().until(() -> !site.platform().keptOfRequests().equals("[]"));
      HttpResponse<String> second = post(UPLOAD, "k-3", "PK archive");
      assertThat(second.statusCode()).isEqualTo(409);
      assertThat(second.body()).contains("is under way", "\"instance\":");
      out.write("archive".getBytes(UTF_8));
      out.flush();
      assertThat(new String(first.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 201");
    }
    assertThat(post(UPLOAD, "k-3", "PK archive").statusCode()).isEqualTo(201);
    assertThat(entered()).isEqualTo(1);
  }

  @Test
  void anotherRequestWithTheKeyIsRefused() {
    assertThat(post(UPLOAD, "k-4", "PK archive").statusCode()).isEqualTo(201);
    for (HttpResponse<String> other :
        List.of(
            post(UPLOAD, "k-4", "PK another archive"),
            post(UPLOAD.replace("river", "lake"), "k-4", "PK archive"),
            post("/api/v1/submissions/9/cancel", "k-4", "PK archive"))) {
      assertThat(other.statusCode()).isEqualTo(422);
      assertThat(other.headers().firstValue("content-type")).hasValue("application/problem+json");
      assertThat(other.body()).contains("take a new key");
    }
    assertThat(entered()).isEqualTo(1);
  }

  @Test
  void keysOfOneSenderAreNotThoseOfAnother() {
    HttpRequest operators =
        HttpRequest.newBuilder(site.uri("/api/v1/submissions/9/raise"))
            .header("Authorization", "Bearer " + InMemoryPlatform.OPERATOR_TOKEN)
            .header(RepeatedRequests.KEY, "k-5")
            .POST(BodyPublishers.noBody())
            .build();
    assertThat(post(UPLOAD, "k-5", "PK").statusCode()).isEqualTo(201);
    assertThat(send(operators).statusCode()).isEqualTo(200);
  }

  @Test
  void whatWasRefusedIsTriedAgain() {
    String wrong = "/api/v1/challenges/nothing/submissions?role=hider&name=river";
    assertThat(post(wrong, "k-6", "PK").statusCode()).isEqualTo(404);
    assertThat(post(wrong, "k-6", "PK").statusCode()).isEqualTo(404);
    assertThat(site.platform().keptOfRequests()).isEqualTo("[]");
    assertThat(post(UPLOAD, "k-6", "PK").statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/teams {\"name\":\"Lethe\"}",
        "/api/v1/teams/Lethe/token {}",
        "/api/v1/password-resets {\"email\":\"ida@example.org\"}"
      })
  void aSecretIsNeverKept(String call) {
    site.platform().people().accounts().signUp("ida@example.org", "Ida", "correct horse b", "::1");
    String[] parts = call.split(" ", 2);
    HttpResponse<String> first = asOperator(parts[0], parts[1]);
    assertThat(first.statusCode()).isBetween(200, 201);
    HttpResponse<String> again = asOperator(parts[0], parts[1]);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("This was done at", "held a secret");
    String kept = site.platform().keptOfRequests();
    assertThat(kept).contains("status=0").doesNotContain("hs", "token", "ida", "operator", "k-7");
  }

  private HttpResponse<String> asOperator(String path, String body) {
    return send(
        HttpRequest.newBuilder(site.uri(path))
            .header("Authorization", "Bearer " + InMemoryPlatform.OPERATOR_TOKEN)
            .header("Content-Type", "application/json")
            .header(RepeatedRequests.KEY, "k-7")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  @Test
  void anUploadThatIsBegunTwiceWithAKeyIsOneUpload() {
    HttpRequest begin =
        builder(site.uri("/api/v1/challenges/mayo-pbc/uploads"), "k-8")
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Length", "8")
            .header("Upload-Metadata", "role aGlkZXI=,name cml2ZXI=,agree dHJ1ZQ==,sheet.data eWVz")
            .POST(BodyPublishers.noBody())
            .build();
    HttpResponse<String> first = send(begin);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(first.headers().firstValue("cache-control")).hasValue("no-store");
    assertAnsweredAs(send(begin), first);
    HttpRequest other =
        HttpRequest.newBuilder(begin, (name, value) -> !name.equalsIgnoreCase("Upload-Length"))
            .header("Upload-Length", "9")
            .build();
    assertThat(send(other).statusCode()).isEqualTo(422);
  }

  @Test
  void aKeyIsShortAndVisible() {
    assertThat(post(UPLOAD, "k".repeat(201), "PK").statusCode()).isEqualTo(400);
    assertThat(post(UPLOAD, "two words", "PK").statusCode()).isEqualTo(400);
    assertThat(post(UPLOAD, "\"quoted\"", "PK").statusCode()).isEqualTo(201);
    assertThat(post(UPLOAD, "quoted", "PK").headers().firstValue(RepeatedRequests.REPLAYED))
        .hasValue("true");
  }

  private long entered() {
    return site.platform().challenge("mayo-pbc").submissions().size();
  }

  private HttpResponse<String> post(String path, String key, String body) {
    return send(request(site.uri(path), key, body));
  }

  private static HttpRequest request(URI address, String key, String body) {
    return builder(address, key).POST(BodyPublishers.ofString(body)).build();
  }

  private static HttpRequest.Builder builder(URI address, String key) {
    return HttpRequest.newBuilder(address)
        .header("Authorization", "Bearer " + InMemoryPlatform.TOKEN)
        .header("Content-Type", "application/zip")
        .header(RepeatedRequests.KEY, key);
  }

  private HttpResponse<String> send(HttpRequest request) {
    return site.send(request);
  }
}
