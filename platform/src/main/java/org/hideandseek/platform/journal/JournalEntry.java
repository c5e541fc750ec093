package org.hideandseek.platform.journal;

import static java.util.Objects.requireNonNull;

/**
 * What somebody does.
 *
 * @param actor who
 * @param deed what
 * @param challenge in which challenge; empty if it is about none
 * @param subject to whom or what, in words; never a secret
 */
public record JournalEntry(Actor actor, Deed deed, String challenge, String subject) {
  private static final int LONGEST_SUBJECT = 300;

  public JournalEntry {
    requireNonNull(actor);
    requireNonNull(deed);
    requireNonNull(challenge);
    if (subject.length() > LONGEST_SUBJECT) {
      subject = subject.substring(0, LONGEST_SUBJECT);
    }
  }
}
