package org.hideandseek.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.platform.account.Vault;
import org.hideandseek.platform.mail.MailConfig;
import org.hideandseek.platform.mail.SmtpConfig;
import org.hideandseek.web.openid.OpenIdConfig;

/**
 * What a site needs others for, as the environment says: a mail server, and a provider at which
 * people log in. Passwords must not stand in a list of processes, so all of it is there.
 *
 * @param mail how mail is sent
 * @param openId where people may log in
 * @param secondFactorKey under what the secrets of second factors are sealed
 */
record SiteEnvironment(
    Optional<MailConfig> mail, Optional<OpenIdConfig> openId, Optional<String> secondFactorKey) {
  private static final String SMTP_URL = "HIDEANDSEEK_SMTP_URL";
  private static final String SMTP_PASSWORD = "HIDEANDSEEK_SMTP_PASSWORD";
  private static final String MAIL_FROM = "HIDEANDSEEK_MAIL_FROM";
  private static final String ISSUER = "HIDEANDSEEK_OIDC_ISSUER";
  private static final String CLIENT_ID = "HIDEANDSEEK_OIDC_CLIENT_ID";
  private static final String CLIENT_SECRET = "HIDEANDSEEK_OIDC_CLIENT_SECRET";
  private static final String SECOND_FACTOR_KEY = "HIDEANDSEEK_SECOND_FACTOR_KEY";
  private static final String NAME = "HIDEANDSEEK_OIDC_NAME";

  /** A site of its own. */
  static SiteEnvironment none() {
    return new SiteEnvironment(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Reads the environment.
   *
   * @param publicUrl where people reach the site
   * @throws CommandException if something is said by halves
   */
  static SiteEnvironment of(Map<String, String> environment, Optional<URI> publicUrl) {
    return new SiteEnvironment(
        mail(environment, publicUrl), openId(environment, publicUrl), key(environment));
  }

  private static Optional<String> key(Map<String, String> environment) {
    Optional<String> key = value(environment, SECOND_FACTOR_KEY).map(String::strip);
    if (key.isPresent() && !Vault.isKey(key.get())) {
      throw new CommandException(
          SECOND_FACTOR_KEY
              + " is no key; write 64 hexadecimal digits, such as 'openssl rand -hex 32' draws.");
    }
    return key;
  }

  /** Without passwords and keys. */
  @Override
  public String toString() {
    return "mail " + mail + ", log-in " + openId;
  }

  private static Optional<MailConfig> mail(
      Map<String, String> environment, Optional<URI> publicUrl) {
    Optional<String> url = value(environment, SMTP_URL);
    if (url.isEmpty()) {
      requireNone(environment, SMTP_URL, SMTP_PASSWORD, MAIL_FROM);
      return Optional.empty();
    }
    return Optional.of(
        new MailConfig(
            SmtpConfig.of(
                url.get(),
                value(environment, SMTP_PASSWORD).orElse(""),
                need(environment, MAIL_FROM, SMTP_URL)),
            site(publicUrl, SMTP_URL)));
  }

  private static Optional<OpenIdConfig> openId(
      Map<String, String> environment, Optional<URI> publicUrl) {
    Optional<String> issuer = value(environment, ISSUER);
    if (issuer.isEmpty()) {
      requireNone(environment, ISSUER, CLIENT_ID, CLIENT_SECRET, NAME);
      return Optional.empty();
    }
    URI address = uri(issuer.get());
    return Optional.of(
        new OpenIdConfig(
            address,
            need(environment, CLIENT_ID, ISSUER),
            need(environment, CLIENT_SECRET, ISSUER),
            value(environment, NAME)
                .orElseGet(() -> Optional.ofNullable(address.getHost()).orElse("")),
            site(publicUrl, ISSUER)));
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new CommandException(ISSUER + " is no address; write it as https://id.example.org.");
    }
  }

  private static URI site(Optional<URI> publicUrl, String because) {
    return publicUrl.orElseThrow(
        () ->
            new CommandException(
                because
                    + " needs --public-url, the address under which people reach this site, for the links that others give them."));
  }

  private static String need(Map<String, String> environment, String name, String because) {
    return value(environment, name)
        .orElseThrow(() -> new CommandException(because + " needs " + name + " beside it."));
  }

  private static void requireNone(
      Map<String, String> environment, String missing, String... names) {
    for (String name : names) {
      if (value(environment, name).isPresent()) {
        throw new CommandException(name + " does nothing without " + missing + ".");
      }
    }
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
