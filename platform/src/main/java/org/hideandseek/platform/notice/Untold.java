package org.hideandseek.platform.notice;

import java.time.Instant;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.notice.Event.Kind;

/** What has happened and nobody has been told yet. */
sealed interface Untold {

  /**
   * To a submission.
   *
   * @param reason as its team may read it; empty if there is none
   */
  record Fate(Kind kind, long submission, String name, String challenge, long team, String reason)
      implements Untold {}

  /** A phase has begun. */
  record Begun(String challenge, String phase, Instant due) implements Untold {}

  /**
   * Somebody has joined a team, left it, or taken somebody out of it.
   *
   * @param line the number of its line in the journal
   * @param person who did it
   * @param name what they are called
   * @param subject of that line: the team's name, and after a comma the name of who was taken out
   * @param team its number
   * @param of its name
   */
  record Change(
      Kind kind,
      long line,
      PersonId person,
      String name,
      String subject,
      String challenge,
      long team,
      String of)
      implements Untold {}
}
