package org.hideandseek.platform.mail;

import java.time.Instant;
import java.util.Optional;
import org.hideandseek.platform.account.Email;

/** The mail that waits to be sent. */
public interface MailStore {
  /**
   * Lets somebody have a mail that is written when it is sent.
   *
   * @param kind anything but a text
   * @param address where the request came from
   */
  void add(WaitingMail.Kind kind, Email to, String address, Instant now, Instant expires);

  /**
   * Takes the mail that has been due for longest: until some moment, nobody else gets it.
   *
   * @param until when it is due again, unless it is finished or put off before
   */
  Optional<WaitingMail> claim(Instant now, Instant until);

  /** A mail is finished, and its text is forgotten; nothing happens if somebody else has it now. */
  void finish(WaitingMail mail, End end, String problem);

  /** A mail is tried again later; nothing happens if somebody else has it now. */
  void putOff(WaitingMail mail, Instant due, String problem);

  /** Forgets what was queued before some moment and is finished. */
  void forget(Instant queuedBefore);

  /** How a mail ends. */
  enum End {
    SENT("sent"),
    DROPPED("dropped"),
    GIVEN_UP("given-up");

    private final String word;

    End(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
