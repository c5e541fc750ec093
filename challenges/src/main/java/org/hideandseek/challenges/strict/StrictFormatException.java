package org.hideandseek.challenges.strict;

import java.io.IOException;

/** A text that is not what it should be; the message is one sentence with file and line. */
public final class StrictFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  StrictFormatException(String message) {
    super(message);
  }

  StrictFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
