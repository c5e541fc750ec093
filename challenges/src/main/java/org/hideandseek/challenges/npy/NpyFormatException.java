package org.hideandseek.challenges.npy;

import java.io.IOException;

/**
 * A file that is not the {@code .npy} file it should be; the message says what is wrong, without
 * the file's name.
 */
public final class NpyFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  public NpyFormatException(String message) {
    super(message);
  }
}
