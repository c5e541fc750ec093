package org.hideandseek.web.submission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How submissions are ended: the same answers on pages and in the API. */
final class EndingIT {
  /** Of team Charon: a hider under way, and a seeker that has played all. */
  private static final int PLAYING = 9;

  private static final int RANKED = 13;

  /** Of another team, and one that was refused. */
  private static final int ANOTHERS = 2;

  private TestSite site;

  @BeforeEach
  void start() {
    site = new TestSite();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @ParameterizedTest(name = "{0} of {1} with the token {2}: {3}")
  @CsvSource({
    "cancel, 9, a-team-token, 200",
    "withdraw, 9, a-team-token, 200",
    "withdraw, 13, a-team-token, 200",
    "cancel, 13, a-team-token, 409",
    "cancel, 2, a-team-token, 404",
    "withdraw, 2, a-team-token, 404",
    "cancel, 999999, a-team-token, 404",
    "withdraw, x9, a-team-token, 404",
    "cancel, 9, an-operator-token, 401",
    "withdraw, 9, nobodys, 401",
    "withdraw, 9, '', 401",
    "choose, 9, a-team-token, 200",
    "choose, 2, a-team-token, 404",
    "choose, 9, nobodys, 401",
    "unchoose, 9, a-team-token, 200",
    "unchoose, 9, '', 401",
    "disqualify, 9, an-operator-token, 200",
    "disqualify, 2, an-operator-token, 200",
    "disqualify, 15, an-operator-token, 409",
    "disqualify, 999999, an-operator-token, 404",
    "disqualify, 9, a-team-token, 401"
  })
  void pagesAndApiAnswerAlike(String action, String submission, String token, int status) {
    HttpResponse<String> api = api(action, submission, token, "It copies.");
    assertThat(api.statusCode()).as(api.body()).isEqualTo(status);
    site.close();
    site = new TestSite();
    HttpResponse<String> page = page(action, submission, token, "It copies.");
    if (status == 200) {
      assertThat(page.statusCode()).isEqualTo(303);
      assertThat(page.headers().firstValue("Location")).contains("/submissions/" + submission);
    } else {
      assertThat(page.statusCode()).as(page.body()).isEqualTo(status);
    }
  }

  @Test
  void whatHasEndedCantBeEndedAgain() {
    assertThat(page("cancel", "" + PLAYING, InMemoryPlatform.TOKEN, "").statusCode())
        .isEqualTo(303);
    assertThat(page("cancel", "" + PLAYING, InMemoryPlatform.TOKEN, "").statusCode())
        .isEqualTo(409);
    assertThat(api("withdraw", "" + PLAYING, InMemoryPlatform.TOKEN, "").statusCode())
        .isEqualTo(409);
    assertThat(api("disqualify", "" + PLAYING, InMemoryPlatform.OPERATOR_TOKEN, "x").statusCode())
        .isEqualTo(409);
    assertThat(api("raise", "" + PLAYING, InMemoryPlatform.OPERATOR_TOKEN, "").statusCode())
        .isEqualTo(409);
  }

  @Test
  void whoEndedItWhyAndWhenIsOnThePageAndInTheApi() {
    String reason = "It says <b>hello</b> & more.";
    HttpResponse<String> answer =
        api("disqualify", "" + ANOTHERS, InMemoryPlatform.OPERATOR_TOKEN, reason);
    assertThat(answer.body())
        .contains("\"state\":\"disqualified\"")
        .contains("\"actor\":\"operator\"")
        .contains("\"changed_at\":\"2026-03-04T09:26:53Z\"")
        .contains(reason);
    String page = site.get("/submissions/" + ANOTHERS).body();
    assertThat(page)
        .contains("It says &lt;b&gt;hello&lt;/b&gt; &amp; more. (disqualified by the operator, ")
        .doesNotContain("End it")
        .doesNotContain("<b>hello");
  }

  @Test
  void aDisqualificationNeedsAReason() {
    String token = InMemoryPlatform.OPERATOR_TOKEN;
    assertThat(api("disqualify", "" + ANOTHERS, token, "").statusCode()).isEqualTo(400);
    assertThat(page("disqualify", "" + ANOTHERS, token, " ").statusCode()).isEqualTo(400);
  }

  @Test
  void whatHasPlayedAllCanBeWithdrawnButNotCancelled() {
    assertThat(site.get("/submissions/" + PLAYING).body())
        .contains("/submissions/9/cancel")
        .contains("/submissions/9/withdraw");
    assertThat(site.get("/submissions/" + RANKED).body())
        .doesNotContain("/submissions/13/cancel")
        .contains("/submissions/13/withdraw");
  }

  private HttpResponse<String> api(String action, String submission, String token, String reason) {
    String method =
        switch (action) {
          case "choose" -> "PUT";
          case "unchoose" -> "DELETE";
          default -> "POST";
        };
    String end = method.equals("POST") ? action : "choice";
    return site.send(
        HttpRequest.newBuilder(site.uri("/api/v1/submissions/" + submission + "/" + end))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString("{\"reason\":\"" + reason + "\"}"))
            .build());
  }

  private HttpResponse<String> page(String action, String submission, String token, String reason) {
    return site.send(
        HttpRequest.newBuilder(site.uri("/submissions/" + submission + "/" + action))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "token="
                        + URLEncoder.encode(token, UTF_8)
                        + "&reason="
                        + URLEncoder.encode(reason, UTF_8)))
            .build());
  }
}
