package org.hideandseek.platform.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that follow from a secret and the time: RFC 6238 with SHA-1, six digits and steps of 30
 * seconds, as all authenticator apps have it.
 */
final class Totp {
  static final int SECRET_BYTES = 20;
  static final int STEP_SECONDS = 30;
  static final int DIGITS = 6;

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** How many steps a clock may be ahead or behind. */
  private static final int DRIFT = 1;

  private Totp() {}

  /** The step whose code this is, if it is that of now or of one beside. */
  static OptionalLong step(byte[] secret, String typed, Instant now) {
    String code = typed.replaceAll("\\s", "");
    if (!code.matches("[0-9]{" + DIGITS + "}")) {
      return OptionalLong.empty();
    }
    long current = Math.floorDiv(now.getEpochSecond(), (long) STEP_SECONDS);
    OptionalLong found = OptionalLong.empty();
    for (long step = current - DRIFT; step <= current + DRIFT; step++) {
      boolean same =
          MessageDigest.isEqual(code(secret, step).getBytes(US_ASCII), code.getBytes(US_ASCII));
      found = same ? OptionalLong.of(step) : found;
    }
    return found;
  }

  /** The code of a step; RFC 4226, section 5.3. */
  static String code(byte[] secret, long step) {
    byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0xF;
    int bits = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7FFF_FFFF;
    return String.format(Locale.ROOT, "%06d", bits % 1_000_000);
  }

  private static byte[] hmac(byte[] secret, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Base32 of RFC 4648, for a multiple of five bytes. */
  static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 5) {
      long block = 0;
      for (int j = 0; j < 5; j++) {
        block = block << 8 | (bytes[i + j] & 0xFF);
      }
      for (int shift = 35; shift >= 0; shift -= 5) {
        text.append(BASE32.charAt((int) (block >> shift & 0x1F)));
      }
    }
    return text.toString();
  }

  /** What {@link #base32} was made from. */
  static byte[] bytes(String base32) {
    ByteBuffer bytes = ByteBuffer.allocate(base32.length() / 8 * 5);
    for (int i = 0; i < base32.length(); i += 8) {
      long block = 0;
      for (int j = 0; j < 8; j++) {
        block = block << 5 | BASE32.indexOf(base32.charAt(i + j));
      }
      for (int shift = 32; shift >= 0; shift -= 8) {
        bytes.put((byte) (block >> shift));
      }
    }
    return bytes.array();
  }
}
