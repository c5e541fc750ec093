package org.hideandseek.web.hosting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opening and closing over HTTP, and what everybody sees of it. */
final class HostingIT {
  private static final String COMMITMENTS = "/api/v1/challenges/mayo-liver/commitments";

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
  void whileItIsOpenACommitmentIsADigestAndNothingElse() throws Exception {
    JsonNode document = json(site.get(COMMITMENTS));
    assertThat(document.path("root").asText()).matches("[0-9a-f]{64}");
    assertThat(document.path("closed_at").isNull()).isTrue();
    assertThat(document.path("revealed_at").isNull()).isTrue();
    assertThat(document.path("commitments")).hasSize(2);
    for (JsonNode one : document.path("commitments")) {
      assertThat(one.path("sha256").asText()).matches("[0-9a-f]{64}");
      assertThat(one.path("salt").isNull()).isTrue();
      assertThat(one.path("content").isNull()).isTrue();
    }
    assertThat(document.at("/log/head").asText())
        .isEqualTo(document.at("/log/entries/0/sha256").asText());
  }

  @Test
  void theRootIsTheDigestOfTheText() throws Exception {
    String text = site.get("/challenges/mayo-liver/commitments.txt").body();
    String digest =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    assertThat(json(site.get(COMMITMENTS)).path("root").asText()).isEqualTo(digest);
    assertThat(site.get("/challenges/mayo-liver").body()).contains(digest, COMMITMENTS);
    assertThat(json(site.get("/api/v1/challenges/mayo-liver")).path("commitments_root").asText())
        .isEqualTo(digest);
  }

  @Test
  void theOperatorClosesAndEverybodySeesTheSeed() throws Exception {
    assertThat(site.get("/challenges/mayo-liver").body())
        .contains("<dt>Open</dt>", "docker save")
        .doesNotContain("<dt>Closed</dt>");
    HttpResponse<String> closed =
        post("/api/v1/challenges/mayo-liver/close", InMemoryPlatform.OPERATOR_TOKEN, "");
    assertThat(closed.statusCode()).isEqualTo(200);
    assertThat(json(closed).path("closed_at").asText()).isEqualTo("2026-03-04T09:26:53Z");
    JsonNode seed = json(site.get(COMMITMENTS)).path("commitments").path(1);
    assertThat(seed.path("item").asText()).isEqualTo("seed");
    assertThat(seed.path("content").asText()).isEqualTo("11".repeat(32) + "\n");
    assertThat(seed.path("salt").asText()).isEqualTo("5a".repeat(32));
    String page = site.get("/challenges/mayo-liver").body();
    assertThat(page)
        .contains(
            "<dt>Closed</dt>", "4 March 2026, 09:26 UTC", "takes no more submissions", ">Final<")
        .doesNotContain("docker save", "data-live=");
    assertThat(site.get("/challenges/mayo-liver/leaderboard").body()).contains("<dt>Closed</dt>");
  }

  @Test
  void theOperatorOpensABundle() throws Exception {
    HttpResponse<String> opened =
        post("/api/v1/challenges", InMemoryPlatform.OPERATOR_TOKEN, "{\"bundle\": \"mayo-liver\"}");
    assertThat(opened.statusCode()).isEqualTo(200);
    assertThat(json(opened)).isEqualTo(json(site.get(COMMITMENTS)));
    assertThat(post("/api/v1/challenges", InMemoryPlatform.OPERATOR_TOKEN, "{}").body())
        .contains("has no text 'bundle'");
  }

  @Test
  void aDumpGoesIntoAnAbsoluteFolder() {
    String path = "/api/v1/challenges/mayo-liver/dump";
    assertThat(post(path, InMemoryPlatform.OPERATOR_TOKEN, "{\"folder\": \"dump\"}").statusCode())
        .isEqualTo(400);
    assertThat(site.platform().dumped()).isEmpty();
    assertThat(
            post(path, InMemoryPlatform.OPERATOR_TOKEN, "{\"folder\": \"/srv/dump\"}").statusCode())
        .isEqualTo(200);
    assertThat(site.platform().dumped()).isEqualTo("/srv/dump");
  }

  @Test
  void nobodyElseOpensClosesOrDumps() {
    for (String path :
        new String[] {
          "/api/v1/challenges",
          "/api/v1/challenges/mayo-liver/close",
          "/api/v1/challenges/mayo-liver/dump"
        }) {
      String body = "{\"bundle\": \"mayo-liver\", \"folder\": \"/srv/dump\"}";
      assertThat(post(path, InMemoryPlatform.TOKEN, body).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(site.platform().dumped()).isEmpty();
    assertThat(site.get("/challenges/mayo-liver").body()).contains("<dt>Open</dt>");
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  private HttpResponse<String> post(String path, String token, String body) {
    return site.send(
        HttpRequest.newBuilder(site.uri(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
