package org.hideandseek.challenges.commitment;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * 32 random bytes that hide what is committed to until they are revealed. Every item has one of its
 * own, so that one can be revealed without the others.
 */
public final class Salt {
  private static final int BYTES = 32;

  private final byte[] bytes;

  private Salt(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Draws a new salt. */
  public static Salt draw(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Salt(bytes);
  }

  /**
   * Reads what {@link #hex} wrote.
   *
   * @throws IllegalArgumentException if these are not 64 hexadecimal digits
   */
  public static Salt parse(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a salt has " + BYTES + " bytes");
    }
    return new Salt(bytes);
  }

  /** The salt itself: for the database and for the reveal. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** Never the salt: it would end up in a log. */
  @Override
  public String toString() {
    return "Salt[hidden]";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Salt salt && MessageDigest.isEqual(bytes, salt.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
