package org.hideandseek.sandbox;

/**
 * An image or archive that this platform does not run; the message is one sentence for its owner
 * that says why and what to do.
 */
public final class ImageRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  public ImageRefusedException(String message) {
    super(message);
  }
}
