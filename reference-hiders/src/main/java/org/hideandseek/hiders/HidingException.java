package org.hideandseek.hiders;

/** A hider can't do what it is asked to; the message is one sentence that says why. */
public final class HidingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HidingException(String message) {
    super(message);
  }
}
