package org.hideandseek.web.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TeamApiIT {
  private static TestSite site;

  @BeforeAll
  static void start() {
    site = new TestSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void theOperatorMakesATeamAndSeesItsToken() {
    HttpResponse<String> answer =
        post(
            "/api/v1/teams",
            InMemoryPlatform.OPERATOR_TOKEN,
            "{\"name\":\"Lethe\",\"baseline\":true}");
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("{\"name\":\"Lethe\",\"token\":\"Lethe-baseline-token\"}");
  }

  @Test
  void theOperatorRenewsAToken() {
    HttpResponse<String> answer =
        post("/api/v1/teams/Le%20the/token", InMemoryPlatform.OPERATOR_TOKEN, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Le the-token-2");
  }

  @Test
  void nobodyElseDoes() {
    assertThat(post("/api/v1/teams", InMemoryPlatform.TOKEN, "{\"name\":\"Lethe\"}").statusCode())
        .isEqualTo(401);
    assertThat(post("/api/v1/teams/Lethe/token", InMemoryPlatform.TOKEN, "").statusCode())
        .isEqualTo(401);
  }

  @Test
  void whatIsNoDocumentIsRefusedWithASentence() {
    HttpResponse<String> broken = post("/api/v1/teams", InMemoryPlatform.OPERATOR_TOKEN, "{name");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).contains("is no JSON document");
    assertThat(
            post("/api/v1/teams", InMemoryPlatform.OPERATOR_TOKEN, "x".repeat(10_001)).statusCode())
        .isEqualTo(413);
  }

  private static HttpResponse<String> post(String path, String token, String body) {
    return site.send(
        HttpRequest.newBuilder(site.uri(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
