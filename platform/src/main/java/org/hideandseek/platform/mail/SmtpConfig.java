package org.hideandseek.platform.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.hideandseek.platform.account.Email;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * A mail server that speaks SMTP.
 *
 * @param host its name
 * @param port its port
 * @param tls whether the connection is encrypted from its first byte; otherwise by STARTTLS where
 *     the server offers it
 * @param login for servers that ask for one; where there is one, nothing is sent unencrypted except
 *     to this machine
 * @param from whose address is in the mails
 */
public record SmtpConfig(
    String host, int port, boolean tls, Optional<SmtpConfig.Login> login, Email from) {

  /**
   * Name and password at the server.
   *
   * @param user the name
   * @param password never logged
   */
  public record Login(String user, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return user;
    }
  }

  /**
   * As an operator writes it.
   *
   * @param url {@code smtp://USER@HOST:PORT}, or {@code smtps:}; user and port may be missing
   * @param password of the user; empty without one
   * @param from the address that mails come from
   * @throws ProblemException INVALID with a sentence for the operator
   */
  public static SmtpConfig of(String url, String password, String from) {
    URI uri = parsed(url);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    boolean tls = scheme.equals("smtps");
    String user = uri.getUserInfo() == null ? "" : uri.getUserInfo();
    boolean whole =
        (tls || scheme.equals("smtp"))
            && uri.getHost() != null
            && (uri.getPath() == null || uri.getPath().matches("/?"))
            && uri.getQuery() == null;
    // A password in the address would stand wherever addresses are shown.
    if (!whole || user.contains(":") || user.isEmpty() != password.isEmpty()) {
      throw bad();
    }
    Optional<Login> login =
        user.isEmpty() ? Optional.empty() : Optional.of(new Login(user, password));
    int usual = tls ? 465 : login.isPresent() ? 587 : 25;
    return new SmtpConfig(
        uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort(), tls, login, Email.of(from));
  }

  private static URI parsed(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      // Its message repeats what was written, which may hold a password.
      throw bad();
    }
  }

  private static ProblemException bad() {
    return new ProblemException(
        Problem.INVALID,
        "HIDEANDSEEK_SMTP_URL is smtp://HOST:PORT, or smtp://USER@HOST:PORT with the password in HIDEANDSEEK_SMTP_PASSWORD;"
            + " smtps: encrypts from the first byte.");
  }

  boolean onThisMachine() {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
