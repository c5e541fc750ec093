package org.hideandseek.seekers;

/** A seeker can't do what it is asked to; the message is one sentence that says why. */
public final class SeekingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SeekingException(String message) {
    super(message);
  }
}
