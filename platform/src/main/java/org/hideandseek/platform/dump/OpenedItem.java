package org.hideandseek.platform.dump;

import org.hideandseek.challenges.commitment.Commitment;
import org.hideandseek.challenges.commitment.Salt;
import org.hideandseek.challenges.commitment.SealedItem;

/**
 * A commitment in {@code commitments.json}.
 *
 * @param item which one; its content is the file of that name in {@code committed}
 * @param salt 64 hexadecimal digits
 * @param sha256 what was published
 */
record OpenedItem(String item, String salt, String sha256) {

  static OpenedItem of(SealedItem sealed) {
    return new OpenedItem(sealed.item(), sealed.salt().hex(), sealed.commitment().sha256());
  }

  /** Fails with IllegalArgumentException if name, salt or digest can't be one. */
  SealedItem sealed() {
    return new SealedItem(new Commitment(item, sha256), Salt.parse(salt));
  }
}
