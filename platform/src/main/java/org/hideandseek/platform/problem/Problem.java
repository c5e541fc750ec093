package org.hideandseek.platform.problem;

/** The kinds of problem that a person can have with the platform. */
public enum Problem {
  NOT_FOUND,
  UNAUTHORIZED,
  INVALID,
  CONFLICT,
  TOO_LARGE,
  /** A quota is used up. */
  LIMIT_REACHED,
  /** The platform's own fault, or that of the machine; the same request may work later. */
  UNAVAILABLE
}
