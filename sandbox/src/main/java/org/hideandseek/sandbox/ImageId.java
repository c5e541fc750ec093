package org.hideandseek.sandbox;

/**
 * The digest of an image's configuration, which fixes its whole content: {@code sha256:} and 64
 * hexadecimal digits.
 *
 * @param value the digest
 */
public record ImageId(String value) {

  public ImageId {
    if (!value.matches("sha256:[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not an image id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
