package org.hideandseek.platform.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/** Hands mail to a server by SMTP, one connection each. */
public final class SmtpServer implements MailServer {
  private static final String SENDER = "Hide-and-Seek";
  private static final String TEN_SECONDS = "10000";
  private static final String HALF_A_MINUTE = "30000";

  private final SmtpConfig config;
  private final Clock clock;
  private final Session session;

  public SmtpServer(SmtpConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.session = Session.getInstance(properties(config));
  }

  private static Properties properties(SmtpConfig config) {
    String of = "mail." + protocol(config) + ".";
    boolean secret = config.login().isPresent() && !config.onThisMachine();
    Properties properties = new Properties();
    properties.put(of + "connectiontimeout", TEN_SECONDS);
    properties.put(of + "timeout", HALF_A_MINUTE);
    properties.put(of + "writetimeout", HALF_A_MINUTE);
    properties.put(of + "auth", Boolean.toString(config.login().isPresent()));
    properties.put(of + "starttls.enable", "true");
    properties.put(of + "starttls.required", Boolean.toString(secret && !config.tls()));
    properties.put(of + "ssl.checkserveridentity", "true");
    // The name of this machine is nobody's business.
    properties.put(of + "localhost", domain(config));
    return properties;
  }

  private static String protocol(SmtpConfig config) {
    return config.tls() ? "smtps" : "smtp";
  }

  private static String domain(SmtpConfig config) {
    return config.from().value().replaceFirst(".*@", "");
  }

  @Override
  public void send(String id, Mail mail) throws MailException {
    try (Transport transport = session.getTransport(protocol(config))) {
      MimeMessage message = message(id, mail);
      transport.connect(
          config.host(),
          config.port(),
          config.login().map(SmtpConfig.Login::user).orElse(null),
          config.login().map(SmtpConfig.Login::password).orElse(null));
      transport.sendMessage(message, message.getAllRecipients());
    } catch (MessagingException | UnsupportedEncodingException e) {
      throw new MailException(sentence(e), isForGood(e), e);
    }
  }

  private MimeMessage message(String id, Mail mail)
      throws MessagingException, UnsupportedEncodingException {
    MimeMessage message = new Numbered(session, "<" + id + "@" + domain(config) + ">");
    message.setFrom(new InternetAddress(config.from().value(), SENDER, UTF_8.name()));
    message.setRecipient(RecipientType.TO, new InternetAddress(mail.to().value(), true));
    message.setSubject(mail.subject(), UTF_8.name());
    message.setText(mail.text(), UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    // So that no absence note answers.
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  /** Only what the server says of this one address is about the mail; the rest may be mended. */
  private static boolean isForGood(Exception problem) {
    for (Exception one = problem; one != null; one = next(one)) {
      if (one instanceof SMTPAddressFailedException failed
          && failed.getReturnCode() >= 500
          && failed.getReturnCode() < 600) {
        return true;
      }
    }
    return false;
  }

  private static Exception next(Exception problem) {
    return problem instanceof MessagingException messaging ? messaging.getNextException() : null;
  }

  private static String sentence(Exception problem) {
    for (Exception one = problem; one != null; one = next(one)) {
      if (one instanceof SMTPAddressFailedException failed) {
        return Mail.line("The mail server refused the address: " + failed.getMessage());
      }
    }
    return Mail.line("The mail server did not take it: " + problem.getMessage());
  }

  /** A mail that keeps its name when it is sent again. */
  private static final class Numbered extends MimeMessage {
    private final String messageId;

    Numbered(Session session, String messageId) {
      super(session);
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }
}
