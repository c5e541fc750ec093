package org.hideandseek.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hideandseek.platform.mail.MailConfig;
import org.hideandseek.platform.mail.SmtpConfig;
import org.hideandseek.platform.notice.Notices;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forgotten passwords and notices, on the pages and through a mail server. */
final class MailIT {
  private static final Pattern LINK =
      Pattern.compile("https://privacy\\.example(/reset\\?token=hsr_[0-9a-f]{64})");
  private static final Pattern VERIFY =
      Pattern.compile("https://privacy\\.example(/verify\\?token=hsv_[0-9a-f]{64})");
  private static final String CONFIRM = "Confirm your address for Hide-and-Seek";
  private static final Pattern TOKEN =
      Pattern.compile("name=\"token\" value=\"(hs[rv]_[0-9a-f]{64})\"");
  private static final Pattern NEWEST = Pattern.compile("name=\"up-to\" value=\"([0-9]+)\"");

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private TestSite site;

  @BeforeEach
  void start() {
    server.start();
    URI address = URI.create("https://privacy.example");
    SmtpConfig smtp =
        SmtpConfig.of(
            "smtp://127.0.0.1:" + server.getSmtp().getPort(), "", "no-reply@privacy.example");
    site =
        new TestSite(
            5, Optional.of(address), Optional.of(new MailConfig(smtp, address)), Optional.empty());
  }

  @AfterEach
  void stop() {
    site.close();
    server.stop();
  }

  @Test
  void whoHasForgottenThePasswordSetsANewOneWithTheMail() throws Exception {
    Visitor.named(site, "ida");
    Visitor ida = new Visitor(site);
    assertThat(ida.get("/log-in").body()).contains("<a href=\"/forgot\">");
    ida.get("/forgot");
    HttpResponse<String> known = ida.post("/forgot", "email", "ida@example.org");
    HttpResponse<String> unknown = ida.post("/forgot", "email", "nobody@example.org");
    assertThat(known.statusCode()).isEqualTo(200);
    assertThat(unknown.statusCode()).isEqualTo(200);
    assertThat(unknown.body()).as("nothing tells").isEqualTo(known.body());
    assertThat(ida.post("/forgot", "email", "ida@example.org\r\nBcc: eve@example.org").statusCode())
        .isEqualTo(400);
    site.sendMail();
    assertThat(received("A new password for Hide-and-Seek")).hasSize(1);
    MimeMessage mail = received("A new password for Hide-and-Seek").get(0);
    HttpResponse<String> page = ida.get(Visitor.found(LINK, mail.getContent().toString()));
    String token = Visitor.found(TOKEN, page.body());
    assertThat(ida.post("/reset", "token", token, "password", "another long password").body())
        .contains("The new password is set");
    ida.post("/log-in", "email", "ida@example.org", "password", "another long password");
    assertThat(ida.get("/account").body()).contains("ida@example.org");
    assertThat(ida.get(Visitor.found(LINK, mail.getContent().toString())).statusCode())
        .as("once")
        .isEqualTo(404);
  }

  @Test
  void requestsForOneAddressAreFewAndForms_ofOurs() {
    Visitor ida = new Visitor(site);
    ida.get("/forgot");
    for (int i = 0; i < 3; i++) {
      assertThat(ida.post("/forgot", "email", "ida@example.org").statusCode()).isEqualTo(200);
    }
    HttpResponse<String> refused = ida.post("/forgot", "email", "IDA@example.org");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("try again at");
    assertThat(ida.postWithKey("/forgot", "0".repeat(64), "email", "bob@example.org").statusCode())
        .isEqualTo(403);
  }

  @Test
  void withoutAMailServerThePageSaysWhomToAsk() {
    try (TestSite silent = new TestSite()) {
      Visitor ida = new Visitor(silent);
      assertThat(ida.get("/forgot").body())
          .contains("This site sends no mail. Ask its operator")
          .doesNotContain("<form");
      assertThat(ida.post("/forgot", "email", "ida@example.org").statusCode()).isEqualTo(503);
      Visitor bob = Visitor.named(silent, "bob");
      assertThat(bob.get("/account/notices").body()).contains("This site sends no mail.");
    }
  }

  @Test
  void untilTheAddressIsConfirmedEveryPageSaysSoAndNothingIsSentToOthers() throws Exception {
    Visitor ida = new Visitor(site);
    ida.get("/sign-up");
    HttpResponse<String> signedUp =
        ida.post(
            "/sign-up", "email", "ida@example.org", "name", "Ida", "password", Visitor.PASSWORD);
    assertThat(signedUp.body()).contains("with a link to confirm that it is yours");
    ida.post("/log-in", "email", "ida@example.org", "password", Visitor.PASSWORD);
    for (String page : new String[] {"/", "/account", "/challenges/mayo-liver/leaderboard"}) {
      assertThat(ida.get(page).body()).as(page).contains("Your e-mail address is not confirmed");
    }
    assertThat(new Visitor(site).get("/").body()).doesNotContain("not confirmed");
    ida.get("/account");
    ida.post("/challenges/mayo-liver/team", "team", "Lethe of Ida");
    HttpResponse<String> team = ida.get("/challenges/mayo-liver/team");
    assertThat(team.body()).contains("You can invite others when").doesNotContain("Make a link");
    HttpResponse<String> invited = ida.post("/challenges/mayo-liver/team/invites", "uses", "1");
    assertThat(invited.statusCode()).isEqualTo(403);
    assertThat(invited.body()).contains("Confirm your e-mail address first");
    site.sendMail();
    String link = link("ida@example.org");

    Visitor mail = new Visitor(site);
    HttpResponse<String> elsewhere = mail.get(link);
    assertThat(elsewhere.body()).contains("ida@example.org", "It is mine");
    String token = Visitor.found(TOKEN, elsewhere.body());
    HttpResponse<String> asked = mail.post("/verify", "token", token);
    assertThat(asked.statusCode()).isEqualTo(401);
    assertThat(asked.body()).contains("name=\"next\" value=\"/verify?token&#61;" + token);
    Visitor eve = Visitor.named(site, "eve");
    eve.get(link);
    HttpResponse<String> another = eve.post("/verify", "token", token);
    assertThat(another.statusCode()).isEqualTo(409);
    assertThat(another.body()).contains("you are logged in as eve@example.org");
    assertThat(ida.get("/account").body()).contains("Send another link");

    assertThat(ida.comeFromElsewhere(link).body()).contains("It is mine");
    assertThat(ida.postWithKey("/verify", "0".repeat(64), "token", token).statusCode())
        .isEqualTo(403);
    ida.get(link);
    assertThat(ida.post("/verify", "token", token).statusCode()).isEqualTo(303);
    assertThat(ida.get("/account").body())
        .contains("You have confirmed that ida@example.org is yours")
        .doesNotContain("not confirmed");
    assertThat(ida.get("/challenges/mayo-liver/team").body()).contains("Make a link");
    assertThat(ida.get(link).statusCode()).as("once").isEqualTo(404);
  }

  @Test
  void anotherLinkIsSentAFewTimes() throws Exception {
    Visitor ida = Visitor.named(site, "ida");
    ida.get("/account");
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> sent = ida.post("/account/verification");
      assertThat(sent.body()).contains("on its way to ida@example.org");
    }
    HttpResponse<String> refused = ida.post("/account/verification");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("try again at");
    assertThat(ida.postWithKey("/account/verification", "0".repeat(64)).statusCode())
        .isEqualTo(403);
    site.sendMail();
    assertThat(received(CONFIRM)).hasSize(3);
    assertThat(ida.get(link("ida@example.org")).statusCode()).as("the last").isEqualTo(200);
  }

  @Test
  void whoFollowsAnInvitationIsToldToConfirmFirst() {
    Visitor bob = Visitor.named(site, "bob");
    confirm(bob, "bob");
    bob.get("/account");
    bob.post("/challenges/mayo-liver/team", "team", "Lethe of Bob");
    bob.get("/challenges/mayo-liver/team");
    String made = bob.post("/challenges/mayo-liver/team/invites", "uses", "1").body();
    String link = "/join?invite=" + Visitor.found(Pattern.compile("(hsi_[0-9a-f]{64})"), made);
    Visitor ida = Visitor.named(site, "ida");
    assertThat(ida.get(link).body())
        .contains("You can join when you have")
        .doesNotContain("Join as ida");
    confirm(ida, "ida");
    assertThat(ida.get(link).body()).contains("Join as ida");
  }

  private void confirm(Visitor visitor, String name) {
    site.sendMail();
    String token = Visitor.found(TOKEN, visitor.get(link(name + "@example.org")).body());
    assertThat(visitor.post("/verify", "token", token).statusCode()).isEqualTo(303);
  }

  /** The last one that was sent to an address. */
  private String link(String email) {
    return received(CONFIRM).stream()
        .filter(mail -> to(mail).equals(email))
        .reduce((first, second) -> second)
        .map(mail -> Visitor.found(VERIFY, text(mail)))
        .orElseThrow();
  }

  private List<MimeMessage> received(String subject) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(mail -> subject(mail).equals(subject))
        .toList();
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String to(MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(MimeMessage mail) {
    try {
      return mail.getContent().toString();
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void unreadNoticesAreCountedOnEveryPageUntilTheyAreRead() throws Exception {
    Visitor ida = Visitor.named(site, "ida");
    confirm(ida, "ida");
    ida.get("/account");
    ida.post("/challenges/mayo-liver/team", "team", "Lethe of Ida");
    Notices notices = site.platform().people().notices();
    notices.toParticipants("mayo-liver", "1", "Two <b>hours</b> more", "The end is\nlater.");
    for (String page : new String[] {"/", "/account", "/challenges/mayo-liver/leaderboard"}) {
      assertThat(ida.get(page).body())
          .as(page)
          .contains("Notices<span class=\"count\">1<span class=\"visually-hidden\"> unread");
    }
    assertThat(ida.get("/").headers().firstValue("cache-control").orElseThrow())
        .doesNotContain("public")
        .containsAnyOf("private", "no-store");
    assertThat(new Visitor(site).get("/").body()).doesNotContain("Notices");
    assertThat(new Visitor(site).get("/account/notices").statusCode()).isEqualTo(401);

    HttpResponse<String> page = ida.get("/account/notices");
    assertThat(page.body())
        .contains("Two &lt;b&gt;hours&lt;/b&gt; more", "href=\"/challenges/mayo-liver\"")
        .contains("Turn mail off");
    String newest = Visitor.found(NEWEST, page.body());
    notices.toParticipants("mayo-liver", "2", "Came meanwhile", "text");
    assertThat(ida.post("/account/notices/read", "up-to", newest).statusCode()).isEqualTo(303);
    assertThat(ida.get("/account").body()).contains("Notices<span class=\"count\">1");
    newest = Visitor.found(NEWEST, ida.get("/account/notices").body());
    ida.post("/account/notices/read", "up-to", newest);
    assertThat(ida.get("/").body()).contains(">Notices</a>");

    ida.get("/account/notices");
    ida.post("/account/notices/mail", "wanted", "no");
    assertThat(ida.get("/account/notices").body()).contains("No mail is sent to you");
    notices.toParticipants("mayo-liver", "3", "Unheard", "text");
    site.sendMail();
    assertThat(server.getReceivedMessages())
        .extracting(MailIT::subject)
        .containsExactly(CONFIRM, "Two <b>hours</b> more", "Came meanwhile");
  }

  @Test
  void noticesOfOthersAreNobodysToRead() {
    Visitor ida = Visitor.named(site, "ida");
    ida.get("/account");
    ida.post("/challenges/mayo-liver/team", "team", "Lethe of Ida");
    Notices notices = site.platform().people().notices();
    notices.toParticipants("mayo-liver", "1", "For Ida", "text");
    Visitor eve = Visitor.named(site, "eve");
    assertThat(eve.get("/account/notices").body()).doesNotContain("For Ida");
    eve.get("/account");
    eve.post("/account/notices/read", "up-to", "999999");
    assertThat(ida.get("/account").body()).contains("<span class=\"count\">1");
    assertThat(
            ida.postWithKey("/account/notices/mail", "0".repeat(64), "wanted", "no").statusCode())
        .isEqualTo(403);
  }
}
