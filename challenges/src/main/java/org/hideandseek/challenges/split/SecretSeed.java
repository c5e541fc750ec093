package org.hideandseek.challenges.split;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 256 secret bits, from which everything random about a challenge follows. A derived seed tells
 * nothing about the one that it was derived from, so a container may see the seeds made for it.
 *
 * <p>Everything is an HMAC-SHA-256 under this seed of a UTF-8 text. {@code derive} takes "derive"
 * and the labels as a JSON Pointer (RFC 6901: "/" before each, "~" written as "~0" and "/" as
 * "~1"), {@code forContainer} the first 32 bits of that of "container", big-endian, without the
 * highest. Random numbers are the 32-bit big-endian words of "stream/0", "stream/1", ... one after
 * the other: a coin is a word's lowest bit, a number below n is a word modulo n, where words from
 * the largest multiple of n on are skipped.
 */
public final class SecretSeed {
  private static final int BYTES = 32;

  private final byte[] bytes;
  private final boolean guessable;

  private SecretSeed(byte[] bytes, boolean guessable) {
    this.bytes = bytes;
    this.guessable = guessable;
  }

  /** Draws a new seed. */
  public static SecretSeed draw(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new SecretSeed(bytes, false);
  }

  /** A seed that everybody can guess, for demonstrations and tests that must be repeatable. */
  public static SecretSeed guessable(long number) {
    try {
      return new SecretSeed(
          MessageDigest.getInstance("SHA-256").digest(("hide-and-seek " + number).getBytes(UTF_8)),
          true);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads what {@link #hex} wrote. */
  public static SecretSeed parse(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a secret seed has " + BYTES + " bytes");
    }
    return new SecretSeed(bytes, false);
  }

  /** Whether this was made by {@link #guessable(long)}; one that was read back tells no more. */
  public boolean guessable() {
    return guessable;
  }

  /** The seed itself: for the database, never for a log or a page. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** A seed of its own for one use, which the labels name. */
  public SecretSeed derive(Object... labels) {
    StringBuilder text = new StringBuilder("derive");
    for (Object label : labels) {
      text.append('/').append(label.toString().replace("~", "~0").replace("/", "~1"));
    }
    return new SecretSeed(hmac(text.toString()), guessable);
  }

  /**
   * A number between 0 and 2^31 - 1 that tells nothing about this seed, to be given to a container.
   */
  public int forContainer() {
    return ByteBuffer.wrap(hmac("container")).getInt() & Integer.MAX_VALUE;
  }

  /** A uniformly random order of 0..n-1 (Fisher-Yates). */
  public int[] permutation(int n) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    Stream stream = new Stream();
    for (int i = n - 1; i > 0; i--) {
      int j = stream.below(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** n independent fair coins. */
  public boolean[] coins(int n) {
    boolean[] coins = new boolean[n];
    Stream stream = new Stream();
    for (int i = 0; i < n; i++) {
      coins[i] = (stream.nextInt() & 1) == 1;
    }
    return coins;
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Never the seed: it would end up in a log. */
  @Override
  public String toString() {
    return "SecretSeed[hidden]";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretSeed seed && MessageDigest.isEqual(bytes, seed.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  private final class Stream {
    private ByteBuffer block = ByteBuffer.allocate(0);
    private long blocks;

    int nextInt() {
      if (!block.hasRemaining()) {
        block = ByteBuffer.wrap(hmac("stream/" + blocks++));
      }
      return block.getInt();
    }

    /** Uniform on 0..bound-1, by rejection. */
    int below(int bound) {
      while (true) {
        long drawn = nextInt() & 0xffff_ffffL;
        long limit = (1L << 32) - (1L << 32) % bound;
        if (drawn < limit) {
          return (int) (drawn % bound);
        }
      }
    }
  }
}
