package org.hideandseek.platform.mail;

import java.time.Instant;
import java.util.Arrays;
import org.hideandseek.platform.account.Email;

/**
 * A mail whose turn it is.
 *
 * @param id its number
 * @param kind how it comes to its text
 * @param to whom
 * @param subject empty where it is written later
 * @param text empty where it is written later
 * @param address where the request for it came from; empty for texts
 * @param queuedAt since when it waits
 * @param expiresAt when it is given up
 * @param tries how often it was tried, with this time
 */
public record WaitingMail(
    long id,
    Kind kind,
    Email to,
    String subject,
    String text,
    String address,
    Instant queuedAt,
    Instant expiresAt,
    int tries) {

  /** How a mail comes to its text. */
  public enum Kind {
    /** It is there. */
    TEXT,
    /** A link for a new password, made when it is sent, if there is such an account. */
    RESET,
    /** A link to confirm an address, likewise. */
    VERIFICATION;

    /** As in the database. */
    public String word() {
      return switch (this) {
        case TEXT -> "text";
        case RESET -> "reset";
        case VERIFICATION -> "verify";
      };
    }

    static Kind of(String word) {
      return Arrays.stream(values())
          .filter(kind -> kind.word().equals(word))
          .findFirst()
          .orElseThrow();
    }
  }
}
