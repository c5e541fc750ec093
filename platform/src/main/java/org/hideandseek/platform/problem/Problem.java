package org.hideandseek.platform.problem;

/** The kinds of problem that a person can have with the platform. */
public enum Problem {
  NOT_FOUND,
  UNAUTHORIZED,
  /** It is known who asks, and they may not. */
  FORBIDDEN,
  INVALID,
  CONFLICT,
  /** Somebody else is at it; the same request may work in a moment. */
  BUSY,
  TOO_LARGE,
  /** A quota is used up. */
  LIMIT_REACHED,
  /** Asked too often; the sentence says when to ask again. */
  TOO_MANY,
  /** The platform's own fault, or that of the machine; the same request may work later. */
  UNAVAILABLE
}
