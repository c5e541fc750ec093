package org.hideandseek.app;

/**
 * A command can't do what it was asked; the message is one sentence that says why and what to do.
 */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandException(String sentence) {
    super(sentence);
  }
}
