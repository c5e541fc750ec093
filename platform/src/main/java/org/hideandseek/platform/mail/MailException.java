package org.hideandseek.platform.mail;

/** A server did not take a mail. */
public final class MailException extends Exception {
  private final boolean forGood;

  /**
   * A refusal.
   *
   * @param forGood whether it would be refused again
   */
  public MailException(String message, boolean forGood, Throwable cause) {
    super(message, cause);
    this.forGood = forGood;
  }

  boolean forGood() {
    return forGood;
  }
}
