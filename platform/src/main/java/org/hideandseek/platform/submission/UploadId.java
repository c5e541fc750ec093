package org.hideandseek.platform.submission;

/**
 * Names an upload that can be resumed, in its address and on disk. Nobody guesses it.
 *
 * @param value letters and digits
 */
public record UploadId(String value) {

  public UploadId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not the id of an upload");
    }
  }

  /** Whether an upload can have this id. */
  public static boolean isOne(String value) {
    return value.matches("[0-9a-z]{16,64}");
  }

  @Override
  public String toString() {
    return value;
  }
}
