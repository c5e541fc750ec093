package org.hideandseek.app;

/**
 * A command can't do what it was asked; the message is one sentence that says why and what to do.
 */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int FAILED = 1;

  private final int exitCode;

  public CommandException(String sentence) {
    this(FAILED, sentence);
  }

  /**
   * The same with an exit code of its own.
   *
   * @param exitCode of the command, not 0
   */
  public CommandException(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** The exit code of the command. */
  public int exitCode() {
    return exitCode;
  }
}
