package org.hideandseek.platform.mail;

import java.time.Instant;
import org.hideandseek.platform.account.Email;

/**
 * A mail whose turn it is.
 *
 * @param id its number
 * @param kind how it comes to its text
 * @param to whom
 * @param subject empty for a reset
 * @param text empty for a reset
 * @param address where the request for a reset came from
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
    /** It is written when it is sent, if there is such an account. */
    RESET;

    /** As in the database. */
    public String word() {
      return this == TEXT ? "text" : "reset";
    }

    static Kind of(String word) {
      return word.equals("text") ? TEXT : RESET;
    }
  }
}
