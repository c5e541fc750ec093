package org.hideandseek.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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
      Pattern.compile("(?m)^(?:.*<code>)?([a-z2-7]{4}(?:-[a-z2-7]{4}){3})$");

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
    HttpResponse<String> added = ida.post(PAGE + "/confirm", "code", code(secret));
    assertThat(added.statusCode()).isEqualTo(200);
    assertThat(added.headers().firstValue("cache-control")).hasValue("no-store");
    List<String> codes =
        RECOVERY.matcher(added.body()).results().map((MatchResult one) -> one.group(1)).toList();
    assertThat(codes).hasSize(10);
    return codes;
  }

  private static String code(String base32) {
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < base32.length(); i++) {
      int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
      bits.append(Integer.toBinaryString(32 + value).substring(1));
    }
    byte[] secret = new byte[bits.length() / 8];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      long step = Instant.now().getEpochSecond() / 30;
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int code = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%06d", code % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
