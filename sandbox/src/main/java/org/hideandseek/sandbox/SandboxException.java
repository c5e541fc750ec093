package org.hideandseek.sandbox;

/**
 * The engine or this machine is at fault, not the container. The message is one sentence for the
 * operator that says what, which and what to do; the cause is for the log.
 */
public final class SandboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SandboxException(String message) {
    super(message);
  }

  public SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
