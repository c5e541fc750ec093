package org.hideandseek.platform.account;

import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * Who an OpenID provider says that somebody is.
 *
 * @param issuer the provider
 * @param subject their number there, which never changes; unique with the issuer
 * @param email empty if the provider does not say
 * @param verified whether the provider says that the address is theirs
 * @param name what they are called; empty if the provider does not say
 */
public record Identity(String issuer, String subject, String email, boolean verified, String name) {
  private static final int LONGEST_ISSUER = 300;
  private static final int LONGEST_SUBJECT = 255;

  public Identity {
    if (issuer.isEmpty()
        || subject.isEmpty()
        || issuer.length() > LONGEST_ISSUER
        || subject.length() > LONGEST_SUBJECT
        || subject.indexOf('\0') >= 0) {
      throw new ProblemException(
          Problem.INVALID, "The provider's word for who you are is none; ask its operator.");
    }
  }
}
