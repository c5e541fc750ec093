package org.hideandseek.platform.journal;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * Who does something.
 *
 * @param person the number of their account, if they have one
 * @param name their e-mail address at that time; {@code operator} or {@code visitor} without an
 *     account
 * @param address where the request came from; empty if that is not known
 */
public record Actor(OptionalLong person, String name, String address) {
  private static final int LONGEST_ADDRESS = 64;

  public Actor {
    requireNonNull(person);
    requireNonNull(name);
    if (address.length() > LONGEST_ADDRESS) {
      address = address.substring(0, LONGEST_ADDRESS);
    }
  }

  /** Whoever runs the platform. */
  public static Actor operator() {
    return new Actor(OptionalLong.empty(), "operator", "");
  }

  /** Somebody who has not logged in. */
  public static Actor visitor(String address) {
    return new Actor(OptionalLong.empty(), "visitor", address);
  }

  public JournalEntry did(Deed deed, String subject) {
    return did(deed, "", subject);
  }

  public JournalEntry did(Deed deed, String challenge, String subject) {
    return new JournalEntry(this, deed, challenge, subject);
  }
}
