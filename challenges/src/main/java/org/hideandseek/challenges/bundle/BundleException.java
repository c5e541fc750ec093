package org.hideandseek.challenges.bundle;

/**
 * A bundle that can't be used; the message is one sentence for the organiser that names the file
 * and says what to do.
 */
public final class BundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BundleException(String message) {
    super(message);
  }

  public BundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
