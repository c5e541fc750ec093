package org.hideandseek.platform.account;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what is as secret as a password and has to be read again, under a key that is not in the
 * database: AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits. Whose secret it is, is
 * associated data, so that no row can be passed off as somebody else's.
 */
public final class Vault {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int ID_LETTERS = 8;

  private final SecretKeySpec key;
  private final String id;
  private final SecureRandom random;

  private Vault(byte[] key, SecureRandom random) {
    this.key = new SecretKeySpec(key, "AES");
    this.id = Tokens.hash("key " + HexFormat.of().formatHex(key)).substring(0, ID_LETTERS);
    this.random = random;
  }

  /**
   * A vault with a key.
   *
   * @param hex 64 hexadecimal digits
   * @throws IllegalArgumentException if it is something else
   */
  public static Vault of(String hex, SecureRandom random) {
    if (!isKey(hex)) {
      throw new IllegalArgumentException("a key is 64 hexadecimal digits");
    }
    return new Vault(HexFormat.of().parseHex(hex), random);
  }

  /** Whether a text can be a key. */
  public static boolean isKey(String hex) {
    return hex.matches("[0-9A-Fa-f]{" + 2 * KEY_BYTES + "}");
  }

  /** A new key. */
  public static String draw(SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Whether a stored text was sealed, under whatever key. */
  static boolean isSealed(String stored) {
    return stored.indexOf('.') >= 0;
  }

  /** Whether a stored text was sealed under this key. */
  boolean has(String stored) {
    return stored.startsWith(id + ".");
  }

  /** What is stored of somebody's secret, in ASCII. */
  String seal(PersonId person, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, person, nonce).doFinal(secret.getBytes(US_ASCII));
      byte[] all = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Somebody's secret.
   *
   * @return empty if it was sealed under another key or for somebody else, or was changed since
   */
  Optional<String> open(PersonId person, String stored) {
    if (!has(stored)) {
      return Optional.empty();
    }
    try {
      ByteBuffer all =
          ByteBuffer.wrap(Base64.getUrlDecoder().decode(stored.substring(ID_LETTERS + 1)));
      byte[] nonce = new byte[NONCE_BYTES];
      all.get(nonce);
      byte[] sealed = new byte[all.remaining()];
      all.get(sealed);
      return Optional.of(
          new String(cipher(Cipher.DECRYPT_MODE, person, nonce).doFinal(sealed), US_ASCII));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Cipher cipher(int mode, PersonId person, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(("second factor of " + person.value()).getBytes(UTF_8));
    return cipher;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "a vault with key " + id;
  }
}
