package org.hideandseek.platform.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * Hashes passwords with Argon2id (RFC 9106) and compares them. Each hash takes as much memory as
 * its cost says, so only so many are made at a time; others wait, and after a while are told that
 * the server is busy.
 *
 * <p>A hash is a PHC string, such as {@code $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}, and says
 * with which cost it was made.
 */
public final class Passwords {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private final Cost cost;
  private final SecureRandom random;
  private final Semaphore permits;
  private final Duration patience;
  private final String nobodys;

  /**
   * What a hash costs.
   *
   * @param kibibytes of memory
   * @param passes over the memory
   * @param lanes of the memory
   */
  public record Cost(int kibibytes, int passes, int lanes) {
    /** OWASP's recommendation of 2025 with the least passes over memory: 19 MiB, 2 passes. */
    public static final Cost USUAL = new Cost(19_456, 2, 1);
  }

  /**
   * Hashes with a cost.
   *
   * @param atATime how many hashes may be made at once
   * @param patience how long another one waits
   */
  public Passwords(Cost cost, SecureRandom random, int atATime, Duration patience) {
    this.cost = cost;
    this.random = random;
    this.permits = new Semaphore(atATime, true);
    this.patience = patience;
    nobodys = phc(cost, salt(), new byte[HASH_BYTES]);
  }

  /**
   * A hash to be stored.
   *
   * @throws ProblemException UNAVAILABLE if too many others wait
   */
  public String hash(String password) {
    byte[] salt = salt();
    return phc(cost, salt, argon2(cost, salt, password));
  }

  /**
   * Compares in constant time.
   *
   * @param hash from {@link #hash}
   * @throws ProblemException UNAVAILABLE if too many others wait
   */
  public PasswordCheck check(String password, String hash) {
    Matcher parts = PHC.matcher(hash);
    if (!parts.matches()) {
      throw new IllegalArgumentException("The stored hash is none of Argon2id.");
    }
    Cost made =
        new Cost(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    byte[] expected = Base64.getDecoder().decode(parts.group(5));
    byte[] actual = argon2(made, Base64.getDecoder().decode(parts.group(4)), password);
    if (!MessageDigest.isEqual(expected, actual)) {
      return PasswordCheck.WRONG;
    }
    return made.equals(cost) ? PasswordCheck.RIGHT : PasswordCheck.OUTDATED;
  }

  /** Takes as long as {@link #check}, for a log-in without an account. */
  void checkNobodys(String password) {
    check(password, nobodys);
  }

  private byte[] argon2(Cost with, byte[] salt, String password) {
    try {
      if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    // The same password typed on two keyboards may come as different characters.
    byte[] typed = Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(UTF_8);
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(with.kibibytes())
              .withIterations(with.passes())
              .withParallelism(with.lanes())
              .withSalt(salt)
              .build());
      byte[] hash = new byte[HASH_BYTES];
      generator.generateBytes(typed, hash);
      return hash;
    } finally {
      Arrays.fill(typed, (byte) 0);
      permits.release();
    }
  }

  private static ProblemException busy() {
    return new ProblemException(
        Problem.UNAVAILABLE, "Too many people log in at this moment; try again in a minute.");
  }

  private byte[] salt() {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  private static String phc(Cost cost, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return String.format(
        Locale.ROOT,
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s",
        cost.kibibytes(),
        cost.passes(),
        cost.lanes(),
        base64.encodeToString(salt),
        base64.encodeToString(hash));
  }
}
