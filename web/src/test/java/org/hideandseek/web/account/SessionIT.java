package org.hideandseek.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has logged in does with the session what a token does, on pages and in the API. */
final class SessionIT {
  /** A hider of team Charon that plays. */
  private static final String OWN = "/submissions/9";

  private TestSite site;
  private Visitor charon;

  @BeforeEach
  void start() {
    site = new TestSite();
    charon = Visitor.named(site, "Charon");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aTeamSeesItsLogAndItsButtonsOnThePageAndNobodyElseDoes() {
    String page = charon.get(OWN).body();
    assertThat(page)
        .contains("epoch 1 &lt;b&gt;loss&lt;/b&gt;")
        .contains("formaction=\"" + OWN + "/cancel\"")
        .doesNotContain("team-token");
    assertThat(charon.get(OWN).headers().firstValue("Cache-Control")).contains("no-store");
    for (HttpResponse<String> other :
        List.of(Visitor.named(site, "Styx").get(OWN), site.get(OWN))) {
      assertThat(other.body()).doesNotContain("epoch 1").contains("team-token");
    }
  }

  @Test
  void whoHasLoggedInGetsTheTagOfALongAnswerToo() {
    site.platform().play("mayo-liver", 20_000);
    String path = "/api/v1/challenges/mayo-liver/matches";
    HttpResponse<String> first = charon.get(path);
    String tag = first.headers().firstValue("ETag").orElseThrow();

    assertThat(first.body()).hasSizeGreaterThan(2 << 20).endsWith("]}");
    assertThat(charon.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    site.platform().play("mayo-liver", 20_001);
    assertThat(charon.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void whatWasMadeForSomebodyWhoHasLoggedInIsGivenToNobodyElse() {
    charon.get(OWN);
    String key = charon.formKey();
    for (String path :
        List.of(OWN, "/challenges/mayo-liver", "/challenges/mayo-liver/leaderboard")) {
      HttpResponse<String> own = charon.get(path);
      assertThat(own.headers().firstValue("Cache-Control").orElseThrow())
          .containsAnyOf("private", "no-store");
      HttpResponse<String> other = site.get(path);
      assertThat(other.body()).doesNotContain(key);
      assertThat(other.headers().firstValue("Cache-Control")).contains("no-cache");
      assertThat(other.headers().firstValue("ETag"))
          .isPresent()
          .isNotEqualTo(own.headers().firstValue("ETag"));
    }
  }

  @Test
  void aFormWithItsKeyEndsASubmissionWithoutAToken() {
    charon.get(OWN);
    assertThat(charon.post(OWN + "/cancel").statusCode()).isEqualTo(303);
    assertThat(site.get(OWN).body()).contains("cancelled by its team");
  }

  @Test
  void aFormOfAnotherSiteDoesNothing() {
    charon.get(OWN);
    assertThat(charon.postWithKey(OWN + "/cancel", "00".repeat(32)).statusCode()).isEqualTo(403);
    assertThat(Visitor.named(site, "Styx").post(OWN + "/cancel").statusCode()).isEqualTo(404);
    assertThat(site.get(OWN).body()).doesNotContain("cancelled by its team");
  }

  @Test
  void theApiTakesASessionWithTheKeyOfAForm() {
    charon.get(OWN);
    assertThat(api(charon.cookies(), "", "GET", "/log").body()).contains("epoch 1");
    assertThat(api(Map.of(), "", "GET", "/log").statusCode()).isEqualTo(401);
    assertThat(api(charon.cookies(), "", "POST", "/withdraw").statusCode()).isEqualTo(403);
    assertThat(api(charon.cookies(), "f".repeat(64), "POST", "/withdraw").statusCode())
        .isEqualTo(403);
    assertThat(api(charon.cookies(), charon.formKey(), "POST", "/withdraw").statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<String> api(
      Map<String, String> cookies, String key, String method, String end) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(site.uri("/api/v1" + OWN + end))
            .method(method, BodyPublishers.noBody());
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (!key.isEmpty()) {
      request.header("X-Form-Key", key);
    }
    return site.send(request.build());
  }
}
