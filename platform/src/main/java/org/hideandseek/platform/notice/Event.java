package org.hideandseek.platform.notice;

import java.util.Locale;

/**
 * Something that people are told once.
 *
 * @param kind what happened
 * @param about to what, such as a submission's number; kind and this are unique together
 */
record Event(Kind kind, String about) {
  private static final int LONGEST_ABOUT = 150;

  Event {
    if (about.isEmpty() || about.length() > LONGEST_ABOUT) {
      throw new IllegalArgumentException("an event is about 1 to 150 characters, not " + about);
    }
  }

  /** What happened. */
  enum Kind {
    PASSED,
    REFUSED,
    RANKED,
    DISQUALIFIED,
    PHASE_BEGUN,
    PHASE_ENDS_SOON,
    TEAM_JOINED,
    TEAM_LEFT,
    MEMBER_REMOVED,
    /** The same, for who was taken out. */
    REMOVED_FROM_TEAM,
    ANNOUNCEMENT;

    /** As in the database. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
