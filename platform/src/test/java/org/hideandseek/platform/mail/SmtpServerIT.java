package org.hideandseek.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Clock;
import org.assertj.core.api.Assumptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hideandseek.platform.account.Email;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passwords and encryption, against servers that are really there. */
final class SmtpServerIT {
  private static final String FROM = "no-reply@privacy.example";

  private GreenMail server;

  @AfterEach
  void stop() {
    server.stop();
  }

  private int start(String address, String protocol) {
    server =
        new GreenMail(new ServerSetup(0, address, protocol))
            .withConfiguration(
                GreenMailConfiguration.aConfig().withUser("site@mail.example", "site", "secret"));
    server.start();
    return protocol.equals(ServerSetup.PROTOCOL_SMTPS)
        ? server.getSmtps().getPort()
        : server.getSmtp().getPort();
  }

  private static ThrowingCallable send(String url, String password) {
    return () ->
        new SmtpServer(SmtpConfig.of(url, password, FROM), Clock.systemUTC())
            .send("hs-1", new Mail(Email.of("ida@example.org"), "Hello", "text"));
  }

  @Test
  void theRightPasswordIsTakenAndAWrongOneIsTriedAgainLater() throws Throwable {
    int port = start("127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    send("smtp://site@127.0.0.1:" + port, "secret").call();
    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThatThrownBy(send("smtp://site@127.0.0.1:" + port, "an old password"))
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.forGood()).as("may be mended").isFalse())
        .hasMessageNotContaining("an old password");
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void aPasswordIsNotSentUnencryptedToAnotherMachine() throws SocketException {
    int port = start("0.0.0.0", ServerSetup.PROTOCOL_SMTP);
    String other =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(Inet4Address.class::isInstance)
            .filter(address -> !address.isLoopbackAddress())
            .map(InetAddress::getHostAddress)
            .findFirst()
            .orElse("");
    Assumptions.assumeThat(other).as("this machine's address in a network").isNotEmpty();
    assertThatThrownBy(send("smtp://site@" + other + ":" + port, "secret"))
        .isInstanceOf(MailException.class)
        .hasMessageContaining("STARTTLS");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatNobodyVouchesForGetsNothing() {
    int port = start("127.0.0.1", ServerSetup.PROTOCOL_SMTPS);
    assertThatThrownBy(send("smtps://site@127.0.0.1:" + port, "secret"))
        .isInstanceOf(MailException.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatIsAwayIsTriedAgainLater() {
    int port = start("127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    server.stop();
    assertThatThrownBy(send("smtp://127.0.0.1:" + port, ""))
        .isInstanceOfSatisfying(MailException.class, e -> assertThat(e.forGood()).isFalse());
  }
}
