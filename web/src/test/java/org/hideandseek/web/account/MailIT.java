package org.hideandseek.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpResponse;
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
  private static final Pattern TOKEN =
      Pattern.compile("name=\"token\" value=\"(hsr_[0-9a-f]{64})\"");
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
    assertThat(server.getReceivedMessages()).hasSize(1);
    MimeMessage mail = server.getReceivedMessages()[0];
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
  void unreadNoticesAreCountedOnEveryPageUntilTheyAreRead() throws Exception {
    Visitor ida = Visitor.named(site, "ida");
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
        .extracting(MimeMessage::getSubject)
        .containsExactly("Two <b>hours</b> more", "Came meanwhile");
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
