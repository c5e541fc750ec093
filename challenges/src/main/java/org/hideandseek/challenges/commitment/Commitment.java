package org.hideandseek.challenges.commitment;

/**
 * A promise about one item, for everybody.
 *
 * @param item which one, such as {@code split-1}; see {@link Items}
 * @param sha256 SHA-256 of the salt's 32 bytes with the content's bytes behind them
 */
public record Commitment(String item, String sha256) {

  public Commitment {
    if (!item.matches("[a-z0-9][a-z0-9.-]{0,39}")) {
      throw new IllegalArgumentException("no item can be called '" + item + "'");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256: " + sha256);
    }
  }

  /** Commits to content. */
  public static Commitment to(String item, Salt salt, byte[] content) {
    return new Commitment(item, Sha256.of(salt.bytes(), content));
  }

  /** Whether this salt and content are what was committed to. */
  public boolean opensWith(Salt salt, byte[] content) {
    return Sha256.of(salt.bytes(), content).equals(sha256);
  }
}
