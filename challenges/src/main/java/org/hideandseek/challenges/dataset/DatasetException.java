package org.hideandseek.challenges.dataset;

import java.io.IOException;

/**
 * Data that can't be imported; the message is one sentence that names file and line and says what
 * to do.
 */
public final class DatasetException extends IOException {
  private static final long serialVersionUID = 1L;

  public DatasetException(String message) {
    super(message);
  }

  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
