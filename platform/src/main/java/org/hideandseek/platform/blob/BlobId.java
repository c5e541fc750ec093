package org.hideandseek.platform.blob;

/**
 * The SHA-256 of a blob's bytes.
 *
 * @param sha256 64 hexadecimal digits
 */
public record BlobId(String sha256) {

  public BlobId {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256: " + sha256);
    }
  }

  @Override
  public String toString() {
    return sha256;
  }
}
