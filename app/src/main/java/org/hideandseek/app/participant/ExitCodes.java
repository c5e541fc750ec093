package org.hideandseek.app.participant;

/** How the commands of participants end; 0 is success. */
final class ExitCodes {
  /** The platform refused, or the submission ended otherwise than it should. */
  static final int REFUSED = 1;

  /** The arguments make no sense. */
  static final int USAGE = 2;

  /** Nobody is logged in, or whoever is may not do this. */
  static final int NOT_ALLOWED = 3;

  /** There is no such challenge, submission or file. */
  static final int NOT_FOUND = 4;

  /** The platform can't be reached, is busy, or a limit is reached: try again later. */
  static final int NOT_NOW = 5;

  private ExitCodes() {}

  /** The code for an answer that is an error. */
  static int of(int status) {
    return switch (status) {
      case 401, 403 -> NOT_ALLOWED;
      case 404, 410 -> NOT_FOUND;
      case 408, 423, 429, 500, 502, 503, 504 -> NOT_NOW;
      default -> REFUSED;
    };
  }
}
