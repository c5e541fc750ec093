package org.hideandseek.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestJournalIT {
  private final TestSite site = new TestSite();
  private CapturedLog log;

  @BeforeEach
  void capture() {
    log = new CapturedLog();
  }

  @AfterEach
  void stop() {
    log.close();
    site.close();
  }

  @Test
  void aSaneIdOfTheClientIsKept() {
    assertThat(idOf("/", "edge-7f3a.0012")).isEqualTo("edge-7f3a.0012");
    assertThat(idOf("/api/v1/nothing", "edge-7f3a.0012")).isEqualTo("edge-7f3a.0012");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"short", "with space in it", "a<script>b", "{jndi:ldap://x}", "-12345678"})
  void anyOtherIsReplaced(String sent) {
    assertThat(idOf("/", sent)).matches("[0-9a-f-]{36}");
    assertThat(idOf("/", "x".repeat(65))).matches("[0-9a-f-]{36}");
  }

  @Test
  void everyAnswerHasAnIdOfItsOwn() {
    String first = site.get("/").headers().firstValue("x-request-id").orElseThrow();
    String second = site.get("/nothing").headers().firstValue("x-request-id").orElseThrow();
    assertThat(first).matches("[0-9a-f-]{36}").isNotEqualTo(second);
  }

  @Test
  void aRequestIsOneLineWithRouteAndIds() {
    idOf("/api/v1/submissions/3?q=1", "edge-7f3a.0012");
    idOf("/api/v1/matches/100", "edge-7f3a.0013");
    List<ILoggingEvent> lines = lines(2);
    assertThat(lines.get(0).getFormattedMessage())
        .matches("GET /api/v1/submissions/\\{id} 200 in [0-9]+ ms, [1-9][0-9]* bytes");
    assertThat(lines.get(0).getMDCPropertyMap())
        .containsEntry("request", "edge-7f3a.0012")
        .containsEntry("submission", "3")
        .doesNotContainKey("run");
    assertThat(lines.get(1).getMDCPropertyMap())
        .containsEntry("request", "edge-7f3a.0013")
        .containsEntry("run", "100")
        .doesNotContainKey("submission");
    assertThat(lines.get(1).getKeyValuePairs())
        .extracting(pair -> pair.key)
        .containsExactly("method", "route", "status", "milliseconds", "bytes");
  }

  @Test
  void whatNoRouteTakesIsALineToo() {
    site.get("/reset/a-secret-that-a-mail-carried");
    assertThat(lines(1).get(0).getFormattedMessage()).startsWith("GET (none) 404 ");
  }

  @Test
  void anErrorCarriesTheIdThatItsReaderWasTold() {
    site.platform().breakDown();
    HttpResponse<String> answer = site.get("/api/v1/submissions/3");
    String id = answer.headers().firstValue("x-request-id").orElseThrow();
    assertThat(answer.body()).contains("as error " + id + ".", "\"instance\":\"" + id + "\"");
    ILoggingEvent error = log.of("org.hideandseek.web.error.ErrorAnswers").get(0);
    assertThat(error.getFormattedMessage()).isEqualTo("Error " + id);
    assertThat(error.getMDCPropertyMap())
        .containsEntry("request", id)
        .containsEntry("submission", "3");
  }

  @Test
  void noTokenQueryCookieOrAddressIsLogged() {
    for (String path :
        List.of(
            "/api/v1/teams/the-secret-name/token",
            "/api/v1/challenges/mayo-liver/submissions?role=hider&name=the-secret-name",
            "/invitations/the-secret-name?key=the-secret-name")) {
      site.send(
          HttpRequest.newBuilder(site.uri(path))
              .header("Authorization", "Bearer the-secret-name")
              .header("Cookie", "session=the-secret-name")
              .header("Referer", "https://example.org/the-secret-name")
              .POST(BodyPublishers.ofString("the-secret-name"))
              .build());
    }
    lines(3);
    site.send(
        HttpRequest.newBuilder(site.uri("/api/v1/teams/x/token"))
            .header("Authorization", "Bearer " + InMemoryPlatform.OPERATOR_TOKEN)
            .POST(BodyPublishers.noBody())
            .build());
    lines(4);
    assertThat(log.text())
        .contains("POST /api/v1/teams/{name}/token 401 ")
        .doesNotContain("the-secret-name")
        .doesNotContain(InMemoryPlatform.OPERATOR_TOKEN);
  }

  private String idOf(String path, String sent) {
    return site.send(HttpRequest.newBuilder(site.uri(path)).header("X-Request-Id", sent).build())
        .headers()
        .firstValue("x-request-id")
        .orElseThrow();
  }

  /** The lines about requests; the last may come a little after its answer. */
  private List<ILoggingEvent> lines(int count) {
    await().until(() -> log.of("access").size() >= count);
    return log.of("access");
  }
}
