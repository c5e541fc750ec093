package org.hideandseek.platform.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets that are drawn: 256 random bits, shown once and stored only as their SHA-256. */
public final class Tokens {
  private static final int BYTES = 32;
  private static final String TEAM_PREFIX = "hs_";

  private final SecureRandom random;

  public Tokens(SecureRandom random) {
    this.random = random;
  }

  /** A new token for a team that the operator made. */
  public String draw() {
    return draw(TEAM_PREFIX);
  }

  /**
   * A new secret.
   *
   * @param prefix tells people and programs what it is for
   */
  public String draw(String prefix) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return prefix + HexFormat.of().formatHex(bytes);
  }

  /**
   * What is stored of a token. A token has too many bits to be guessed, so that its hash needs no
   * salt.
   */
  public static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
