package org.hideandseek.challenges.commitment;

import static java.util.Objects.requireNonNull;

/**
 * A commitment with the salt that opens it, which stays with the platform until the reveal.
 *
 * @param commitment for everybody
 * @param salt secret
 */
public record SealedItem(Commitment commitment, Salt salt) {

  public SealedItem {
    requireNonNull(commitment);
    requireNonNull(salt);
  }

  /** Commits to content. */
  public static SealedItem of(String item, Salt salt, byte[] content) {
    return new SealedItem(Commitment.to(item, salt, content), salt);
  }

  public String item() {
    return commitment.item();
  }
}
