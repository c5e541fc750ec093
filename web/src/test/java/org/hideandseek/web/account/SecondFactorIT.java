package org.hideandseek.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hideandseek.web.AuthenticatorApp;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second factor, from the page where it is added to the log-in that asks for it. */
final class SecondFactorIT {
  private static final String PAGE = "/account/second-factor";
  private static final Pattern SECRET =
      Pattern.compile("Secret: <code>([A-Z2-7]{4}(?: [A-Z2-7]{4}){7})</code>");
  private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([0-9a-f]{64})\"");
  private static final Pattern RECOVERY =
      Pattern.compile("<li><code>([a-z2-7]{4}(?:-[a-z2-7]{4}){3})</code></li>");

  private TestSite site;
  private Visitor ida;

  @BeforeEach
  void start() {
    site = new TestSite();
    ida = Visitor.named(site, "ida");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void whatIsAddedIsAskedForAndCanBeRemoved() {
    assertThat(ida.get("/account").body()).contains("Add a second factor");
    List<String> recovery = enrol();
    HttpResponse<String> page = ida.get(PAGE);
    assertThat(page.body())
        .contains("Recovery codes left: 10")
        .doesNotContain("otpauth", "<svg class=\"qr\"", recovery.get(0));

    String session = ida.cookies().get("hs-session");
    Visitor again = new Visitor(site);
    again.get("/log-in");
    HttpResponse<String> half =
        again.post(
            "/log-in",
            "email",
            "ida@example.org",
            "password",
            Visitor.PASSWORD,
            "next",
            "//evil.example");
    assertThat(half.statusCode()).isEqualTo(200);
    assertThat(half.body()).contains("six digits").doesNotContain("evil");
    assertThat(again.cookies()).doesNotContainKey("hs-session");
    assertThat(again.get("/account").statusCode()).isEqualTo(401);
    String ticket = Visitor.found(TICKET, half.body());
    assertThat(again.post("/log-in/code", "ticket", ticket, "code", "no code").statusCode())
        .isEqualTo(401);
    HttpResponse<String> whole =
        again.post(
            "/log-in/code",
            "ticket",
            ticket,
            "code",
            recovery.get(0),
            "next",
            "https://evil.example");
    assertThat(whole.statusCode()).isEqualTo(303);
    assertThat(whole.headers().firstValue("location")).hasValue("/account");
    assertThat(again.cookies().get("hs-session")).isNotEqualTo(session).isNotEqualTo(ticket);
    assertThat(again.get("/account").statusCode()).isEqualTo(200);

    Visitor third = new Visitor(site);
    third.get("/log-in");
    HttpResponse<String> stale =
        third.post("/log-in/code", "ticket", ticket, "code", recovery.get(1));
    assertThat(stale.statusCode()).isEqualTo(401);
    assertThat(stale.body()).contains("log in again").contains("Password");

    again.get(PAGE);
    assertThat(again.post(PAGE + "/remove", "password", "wrong").statusCode()).isEqualTo(401);
    assertThat(again.post(PAGE + "/remove", "password", Visitor.PASSWORD).statusCode())
        .isEqualTo(303);
    third.get("/log-in");
    third.post("/log-in", "email", "ida@example.org", "password", Visitor.PASSWORD);
    assertThat(third.get("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void itIsAddedWithThePasswordAndAFormOfOurs() {
    ida.get(PAGE);
    assertThat(ida.post(PAGE, "password", "wrong").statusCode()).isEqualTo(401);
    assertThat(ida.postWithKey(PAGE, "0".repeat(64), "password", Visitor.PASSWORD).statusCode())
        .isEqualTo(403);
    assertThat(ida.get(PAGE).body()).doesNotContain("Secret:");
    assertThat(new Visitor(site).get(PAGE).statusCode()).isEqualTo(401);
    ida.get(PAGE);
    ida.post(PAGE, "password", Visitor.PASSWORD);
    assertThat(ida.post(PAGE + "/confirm", "code", "000000x").statusCode()).isEqualTo(400);
    assertThat(ida.get("/account").body()).contains("the password alone");
  }

  /** Session fixation: what a browser brought is not what it gets. */
  @Test
  void aSessionThatWasPlantedIsNotTheOneThatBegins() {
    Visitor eve = Visitor.named(site, "eve");
    String planted = eve.cookies().get("hs-session");
    Visitor victim = new Visitor(site);
    victim.get("/log-in");
    victim.cookies().put("hs-session", planted);
    victim.get("/account");
    victim.post("/log-in", "email", "ida@example.org", "password", Visitor.PASSWORD);
    assertThat(victim.cookies().get("hs-session")).isNotEqualTo(planted);
    assertThat(victim.get("/account").body()).contains("ida@example.org");
    assertThat(eve.get("/account").statusCode()).as("the planted one is over").isEqualTo(401);
  }

  private List<String> enrol() {
    ida.get(PAGE);
    assertThat(ida.post(PAGE, "password", Visitor.PASSWORD).statusCode()).isEqualTo(303);
    HttpResponse<String> begun = ida.get(PAGE);
    assertThat(begun.body())
        .contains("<svg class=\"qr\"", "otpauth://totp/Hide-and-Seek:ida%40example.org");
    String secret = Visitor.found(SECRET, begun.body()).replace(" ", "");
    HttpResponse<String> added = ida.post(PAGE + "/confirm", "code", AuthenticatorApp.code(secret));
    assertThat(added.statusCode()).isEqualTo(200);
    assertThat(added.headers().firstValue("cache-control")).hasValue("no-store");
    List<String> codes =
        RECOVERY.matcher(added.body()).results().map((MatchResult one) -> one.group(1)).toList();
    assertThat(codes).as(added.body()).hasSize(10);
    return codes;
  }
}
