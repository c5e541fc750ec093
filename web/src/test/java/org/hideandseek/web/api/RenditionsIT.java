package org.hideandseek.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that are kept, and what those say who have one already. */
final class RenditionsIT {
  private static final List<String> KEPT =
      List.of(
          "/challenges/mayo-liver",
          "/challenges/mayo-liver/leaderboard",
          "/challenges/mayo-liver/leaderboard?sort=name",
          "/challenges/mayo-liver/matrix",
          "/challenges/mayo-liver/matches",
          "/challenges/mayo-liver/hiders.csv",
          "/challenges/mayo-liver/matches.csv",
          "/challenges/mayo-liver/matrix.csv",
          "/submissions/1",
          "/api/v1/challenges/mayo-liver",
          "/api/v1/challenges/mayo-liver/leaderboards",
          "/api/v1/challenges/mayo-liver/matrix",
          "/api/v1/challenges/mayo-liver/matches",
          "/api/v1/challenges/mayo-liver/submissions",
          "/api/v1/submissions/1",
          "/api/v1/submissions/1/runs");

  private TestSite site;

  @BeforeEach
  void start() {
    site = new TestSite();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private HttpResponse<String> ask(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(site.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return site.send(request.build());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void whoHasAnAnswerAlreadyIsToldSoUntilItChanges() {
    for (String path : KEPT) {
      HttpResponse<String> first = ask(path);
      String tag = header(first, "ETag");
      assertThat(tag).as(path).matches("W/\"[A-Za-z0-9_-]{22}\"");
      assertThat(header(first, "Cache-Control")).as(path).isEqualTo("no-cache");
      HttpResponse<String> again = ask(path, "If-None-Match", "\"other\", " + tag);
      assertThat(again.statusCode()).as(path).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(header(again, "ETag")).isEqualTo(tag);
      assertThat(ask(path).body()).as(path).isEqualTo(first.body());
    }
    String path = "/challenges/mayo-liver";
    String before = header(ask(path), "ETag");
    site.platform().end("mayo-liver");
    HttpResponse<String> after = ask(path, "If-None-Match", before);
    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(header(after, "ETag")).isNotEqualTo(before);
    assertThat(after.body()).contains("Closed");
  }

  @Test
  void everyAddressHasATagOfItsOwn() {
    assertThat(KEPT.stream().map(path -> header(ask(path), "ETag")).distinct()).hasSameSizeAs(KEPT);
  }

  @Test
  void anAnswerForATokenIsForItsOwnerAlone() {
    for (String path : KEPT) {
      HttpResponse<String> own = ask(path, "Authorization", "Bearer " + InMemoryPlatform.TOKEN);
      assertThat(header(own, "Cache-Control")).as(path).startsWith("private");
      assertThat(header(own, "Vary")).as(path).contains("Authorization");
      HttpResponse<String> again =
          ask(
              path,
              "Authorization",
              "Bearer " + InMemoryPlatform.TOKEN,
              "If-None-Match",
              header(own, "ETag"));
      assertThat(again.statusCode()).as(path).isEqualTo(304);
      assertThat(header(again, "Cache-Control")).as(path).startsWith("private");
    }
  }

  @Test
  void aKeptAnswerIsTheSameZippedAndPlain() throws IOException, InterruptedException {
    String path = "/challenges/mayo-liver/leaderboard";
    String plain = ask(path).body();
    HttpResponse<byte[]> zipped =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(site.uri(path)).header("Accept-Encoding", "gzip").build(),
                BodyHandlers.ofByteArray());
    assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(zipped, "Vary")).contains("Accept-Encoding").contains("Authorization");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain);
    }
    assertThat(ask(path, "Accept-Encoding", "gzip;q=0").headers().firstValue("Content-Encoding"))
        .isEqualTo(Optional.empty());
  }

  @Test
  void whatIsNotThereHasNoTag() {
    for (String path : List.of("/challenges/no/matrix", "/api/v1/submissions/4711")) {
      HttpResponse<String> missing = ask(path);
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.headers().firstValue("ETag")).isEmpty();
    }
  }

  @Test
  void theMatrixComesInPages() {
    String whole = ask("/api/v1/challenges/mayo-liver/matrix").body();
    assertThat(ask("/api/v1/challenges/mayo-liver/matrix?page=1").body()).isEqualTo(whole);
    assertThat(ask("/api/v1/challenges/mayo-liver/matrix?page=2").body()).contains("\"hiders\":[]");
    assertThat(ask("/api/v1/challenges/mayo-liver/matrix?seeker-page=0").statusCode())
        .isEqualTo(400);
    assertThat(ask("/challenges/mayo-liver/leaderboard?page=x").statusCode()).isEqualTo(400);
    assertThat(ask("/challenges/mayo-liver/leaderboard?page=2").body())
        .contains("No more Hiders")
        .contains("rel=\"prev\"");
  }
}
