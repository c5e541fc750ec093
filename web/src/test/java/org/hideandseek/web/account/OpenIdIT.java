package org.hideandseek.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.hideandseek.web.TestSite;
import org.hideandseek.web.openid.OpenIdConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Log-ins at a provider that is really asked, by a browser that keeps strict cookies back. */
final class OpenIdIT {
  private static final URI SITE = URI.create("https://privacy.example");
  private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([0-9a-f]{64})\"");
  private static final String SESSION = "__Host-hs-session";

  private final TestProvider provider = new TestProvider();
  private TestSite site;

  @BeforeEach
  void start() {
    site =
        new TestSite(
            5,
            Optional.of(SITE),
            Optional.empty(),
            Optional.of(
                new OpenIdConfig(
                    provider.issuer(),
                    TestProvider.CLIENT,
                    TestProvider.SECRET,
                    "Example ID",
                    SITE)));
  }

  @AfterEach
  void stop() {
    site.close();
    provider.close();
  }

  @Test
  void whoTheProviderKnowsIsLoggedInAndSentOnByAPageOfOurs() {
    Visitor ida = new Visitor(site);
    assertThat(ida.get("/log-in?next=/about").body())
        .contains("Log in with Example ID")
        .contains("/log-in/openid?next=/about");
    HttpResponse<String> back = logIn(ida, "/challenges/mayo-liver/team", "1", "ida@example.org");
    assertThat(back.statusCode()).isEqualTo(200);
    assertThat(back.body())
        .contains("<meta http-equiv=\"refresh\" content=\"0; url=/challenges/mayo-liver/team\">");
    assertThat(back.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(back.headers().allValues("set-cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith(SESSION + "=")
                    .contains("SameSite=Strict", "Secure", "HttpOnly"));
    assertThat(ida.get("/account").body())
        .contains("ida@example.org", "Somebody of 1", "Your account has no password");
    assertThat(ida.get("/log-in").statusCode()).isEqualTo(303);
    assertThat(ida.comeFromElsewhere("/account").statusCode())
        .as("strict cookies are kept back")
        .isEqualTo(401);
  }

  @Test
  void theQuestionHoldsNothingThatAnAnswerCouldBeMadeFrom() {
    Visitor ida = new Visitor(site);
    HttpResponse<String> sent = ida.get("/log-in/openid?next=//evil.example");
    String cookie = sent.headers().firstValue("set-cookie").orElseThrow();
    assertThat(cookie)
        .startsWith("__Host-hs-attempt=")
        .contains("SameSite=Lax", "HttpOnly", "Secure", "Max-Age=600");
    Map<String, String> asked = TestProvider.parameters(question(sent).getRawQuery());
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("redirect_uri", "https://privacy.example/log-in/openid/callback")
        .containsEntry("code_challenge_method", "S256")
        .containsKeys("state", "nonce", "code_challenge");
    String secret = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf('.'));
    assertThat(asked.values()).noneMatch(value -> value.contains(secret));
    assertThat(asked).doesNotContainValue(TestProvider.SECRET);
    HttpResponse<String> back =
        comeBack(
            ida,
            question(sent),
            provider.code(
                question(sent),
                "1",
                "ida@example.org",
                true,
                withAddress("ida@example.org", true)));
    assertThat(back.body()).contains("url=/account\"").doesNotContain("evil");
  }

  @Test
  void anAnswerToAnotherQuestionIsRefused() {
    Visitor ida = new Visitor(site);
    URI question = question(ida.get("/log-in/openid"));
    String code = code(question, "1", "ida@example.org");
    HttpResponse<String> wrongState =
        ida.comeFromElsewhere("/log-in/openid/callback?code=" + code + "&state=" + "0".repeat(64));
    assertThat(wrongState.statusCode()).isEqualTo(401);
    assertThat(wrongState.body()).contains("could not be believed");
    assertThat(comeBack(ida, question, code).statusCode()).as("the attempt is over").isEqualTo(401);

    URI mallorys = question(new Visitor(site).get("/log-in/openid"));
    Visitor victim = new Visitor(site);
    assertThat(comeBack(victim, mallorys, code(mallorys, "2", "mallory@example.org")).statusCode())
        .as("nobody is logged in who did not begin")
        .isEqualTo(401);
    victim.get("/log-in/openid");
    assertThat(comeBack(victim, mallorys, code(mallorys, "2", "mallory@example.org")).statusCode())
        .as("nor with another's answer")
        .isEqualTo(401);
    assertThat(victim.cookies()).doesNotContainKey(SESSION);
  }

  @Test
  void aCodeWorksWithThePkceVerifierOfItsQuestionOnly() {
    Visitor ida = new Visitor(site);
    URI first = question(ida.get("/log-in/openid"));
    String stolen = code(first, "1", "ida@example.org");
    Visitor mallory = new Visitor(site);
    URI second = question(mallory.get("/log-in/openid"));
    assertThat(comeBack(mallory, second, stolen).statusCode()).isEqualTo(401);
  }

  @Test
  void anIdTokenThatIsNotWholeIsRefused() {
    refused(claims -> claims.issuer("https://evil.example"));
    refused(claims -> claims.audience("another client"));
    refused(claims -> claims.claim("nonce", "0".repeat(64)));
    refused(claims -> claims.claim("nonce", null));
    refused(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(3600))));
    refused(claims -> claims.subject(null));
    provider.signWithAnotherKey();
    refused(claims -> claims);
  }

  private void refused(UnaryOperator<JWTClaimsSet.Builder> change) {
    Visitor ida = new Visitor(site);
    URI question = question(ida.get("/log-in/openid"));
    HttpResponse<String> back =
        comeBack(ida, question, provider.code(question, "1", "ida@example.org", true, change));
    assertThat(back.statusCode()).isEqualTo(401);
    assertThat(back.body()).contains("could not be believed").doesNotContain("Exception");
    assertThat(ida.cookies()).doesNotContainKey(SESSION);
  }

  @Test
  void anAccountWithAPasswordIsLinkedWithIt() {
    Visitor before = Visitor.named(site, "ida");
    Visitor ida = new Visitor(site);
    HttpResponse<String> back = logIn(ida, "/about", "1", "ida@example.org");
    assertThat(back.body()).contains("Your password", "ida@example.org");
    assertThat(ida.cookies()).doesNotContainKey(SESSION);
    String ticket = Visitor.found(TICKET, back.body());
    HttpResponse<String> wrong =
        ida.post("/log-in/openid/link", "ticket", ticket, "next", "/about", "password", "wrong");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("do not belong together");
    HttpResponse<String> right =
        ida.post(
            "/log-in/openid/link",
            "ticket",
            ticket,
            "next",
            "https://evil.example/",
            "password",
            Visitor.PASSWORD);
    assertThat(right.statusCode()).isEqualTo(303);
    assertThat(right.headers().firstValue("location")).hasValue("/account");
    assertThat(ida.get("/account").body()).contains("ida@example.org");
    assertThat(ida.cookies().get(SESSION)).isNotEqualTo(before.cookies().get(SESSION));
    assertThat(logIn(new Visitor(site), "", "1", "other@example.org").body()).contains("Go on");
  }

  @Test
  void whatIsLinkedIsShownAndUnlinkedWhereThereIsAPassword() {
    Visitor ida = Visitor.named(site, "ida");
    assertThat(ida.get("/account").body()).contains("To link Example ID");
    HttpResponse<String> back = logIn(ida, "", "1", "ida@example.org");
    ida.post(
        "/log-in/openid/link",
        "ticket",
        Visitor.found(TICKET, back.body()),
        "password",
        Visitor.PASSWORD);
    assertThat(ida.get("/account").body())
        .contains("name=\"subject\" value=\"1\"")
        .doesNotContain("To link Example ID");
    String issuer = provider.issuer().toString();
    assertThat(
            ida.postWithKey(
                    "/account/providers/unlink", "0".repeat(64), "issuer", issuer, "subject", "1")
                .statusCode())
        .isEqualTo(403);
    ida.get("/account");
    assertThat(ida.post("/account/providers/unlink", "issuer", issuer, "subject", "1").statusCode())
        .isEqualTo(303);
    assertThat(ida.get("/account").body()).contains("ida@example.org", "To link Example ID");

    Visitor bob = new Visitor(site);
    logIn(bob, "", "2", "bob@example.org");
    assertThat(bob.get("/account").body()).contains("only with a password");
    HttpResponse<String> refused =
        bob.post("/account/providers/unlink", "issuer", issuer, "subject", "2");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("set one first").contains(">2</bdi>");
  }

  @Test
  void anUnverifiedAddressOrAProviderThatSaysNoLogsNobodyIn() {
    Visitor ida = new Visitor(site);
    URI question = question(ida.get("/log-in/openid"));
    HttpResponse<String> unverified =
        comeBack(
            ida,
            question,
            provider.code(question, "1", "ida@example.org", false, claims -> claims));
    assertThat(unverified.statusCode()).isEqualTo(403);
    assertThat(unverified.body()).contains("verify it there");
    URI again = question(ida.get("/log-in/openid"));
    HttpResponse<String> denied =
        ida.comeFromElsewhere(
            "/log-in/openid/callback?error=access_denied&error_description=%3Cb%3Eno&state="
                + TestProvider.parameters(again.getRawQuery()).get("state"));
    assertThat(denied.statusCode()).isEqualTo(401);
    assertThat(denied.body()).contains("did not log you in").doesNotContain("<b>");
  }

  @Test
  void nothingThatTheProviderSaysBreaksALineOfTheLog() {
    Logger logger = (Logger) LoggerFactory.getLogger("org.hideandseek");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      provider.refuse("no\\n2026-01-01 ERROR forged");
      Visitor ida = new Visitor(site);
      URI question = question(ida.get("/log-in/openid"));
      assertThat(comeBack(ida, question, code(question, "1", "ida@example.org")).statusCode())
          .isEqualTo(401);
    } finally {
      logger.detachAppender(lines);
    }
    assertThat(lines.list)
        .isNotEmpty()
        .extracting(ILoggingEvent::getFormattedMessage)
        .allSatisfy(line -> assertThat(line).doesNotContain("\n", "\r", TestProvider.SECRET));
  }

  @Test
  void aProviderThatIsAwayIsSaidToBe() {
    provider.close();
    HttpResponse<String> answer = new Visitor(site).get("/log-in/openid");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("Example ID does not answer").contains("Password");
  }

  private HttpResponse<String> logIn(Visitor visitor, String next, String subject, String email) {
    URI question =
        question(
            visitor.get("/log-in/openid?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)));
    return comeBack(visitor, question, code(question, subject, email));
  }

  private String code(URI question, String subject, String email) {
    return provider.code(question, subject, email, true, claims -> claims);
  }

  private static UnaryOperator<JWTClaimsSet.Builder> withAddress(String email, boolean verified) {
    return claims -> claims.claim("email", email).claim("email_verified", verified);
  }

  private static HttpResponse<String> comeBack(Visitor visitor, URI question, String code) {
    String state = TestProvider.parameters(question.getRawQuery()).get("state");
    return visitor.comeFromElsewhere("/log-in/openid/callback?code=" + code + "&state=" + state);
  }

  private static URI question(HttpResponse<String> sent) {
    assertThat(sent.statusCode()).isEqualTo(303);
    return URI.create(sent.headers().firstValue("location").orElseThrow());
  }
}
