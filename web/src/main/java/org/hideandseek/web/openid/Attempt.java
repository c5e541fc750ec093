package org.hideandseek.web.openid;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import org.hideandseek.platform.account.Tokens;

/**
 * One log-in at the provider, as the browser that began it remembers it. All that the provider is
 * told, or is to give back, follows from one secret that it never sees.
 *
 * @param secret 64 hexadecimal digits
 * @param next where to go on afterwards; empty for the account's page
 */
public record Attempt(String secret, String next) {
  private static final int LONGEST_NEXT = 301;

  public Attempt {
    if (!secret.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("The secret of an attempt is 64 hexadecimal digits.");
    }
  }

  /** What a cookie held, if it was one of ours. */
  public static Optional<Attempt> ofCookie(String cookie) {
    if (!cookie.matches("[0-9a-f]{64}\\.[A-Za-z0-9_-]{0,500}")) {
      return Optional.empty();
    }
    try {
      String next = new String(Base64.getUrlDecoder().decode(cookie.substring(65)), UTF_8);
      return Optional.of(new Attempt(cookie.substring(0, 64), next));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** For the browser. */
  public String cookie() {
    String kept = next.length() > LONGEST_NEXT ? "" : next;
    return secret
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(kept.getBytes(UTF_8));
  }

  /** Comes back with the browser: the answer is to this question. */
  String state() {
    return Tokens.hash("state " + secret);
  }

  /** Comes back within the ID token: it was made for this question. */
  String nonce() {
    return Tokens.hash("nonce " + secret);
  }

  /** Proves that who brings the code is who asked for it; RFC 7636. */
  String verifier() {
    return Tokens.hash("verifier " + secret);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "an attempt";
  }
}
