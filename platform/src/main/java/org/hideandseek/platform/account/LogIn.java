package org.hideandseek.platform.account;

/** How far a log-in has come. */
public sealed interface LogIn {
  /**
   * A session has begun.
   *
   * @param secret for the browser alone
   */
  record Session(String secret) implements LogIn {
    /** Without the secret. */
    @Override
    public String toString() {
      return "a session";
    }
  }

  /**
   * The account has a second factor, whose code is still to be given.
   *
   * @param ticket what {@link SecondFactors#logIn} takes, within ten minutes
   */
  record CodeNeeded(String ticket) implements LogIn {
    /** Without the secret. */
    @Override
    public String toString() {
      return "a code is needed";
    }
  }
}
