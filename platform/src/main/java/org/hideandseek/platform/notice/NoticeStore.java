package org.hideandseek.platform.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.journal.JournalEntry;
import org.hideandseek.platform.notice.Untold.Announced;
import org.hideandseek.platform.notice.Untold.Begun;
import org.hideandseek.platform.notice.Untold.Change;
import org.hideandseek.platform.notice.Untold.Fate;

/** What people have been told, and what has happened that they have not. */
interface NoticeStore {
  /** What has become of submissions of people's teams since some moment, and was not told. */
  List<Fate> fates(Instant since);

  /** The phases that have begun since some moment, and nobody was told. */
  List<Begun> begun(Instant since);

  /** What organisers have announced since some moment, and nobody was told. */
  List<Announced> announced(Instant since);

  /**
   * Who has joined or left a team, or was taken out of it, since some moment, and the team was not
   * told.
   */
  List<Change> changes(Instant since);

  /** Who of this name had joined the team before a change and is not in it now. */
  Optional<PersonId> gone(Change change, String name);

  /**
   * Tells people something, in the site and by mail those who want it and whose address is known to
   * be theirs; all of it or nothing, and nothing if it has been told already.
   *
   * @param mailText the whole text of the mail; empty if none is sent
   * @param expires when a mail that could not be sent is given up
   * @return how many were told, or empty if it was told before
   */
  Optional<Integer> tell(
      Event event,
      Recipients recipients,
      Letter letter,
      Optional<String> mailText,
      Instant now,
      Instant expires);

  /**
   * A person's notices, the newest first.
   *
   * @param before only with smaller numbers
   */
  List<Notice> of(PersonId person, long before, int most);

  /** How many notices somebody has not read. */
  int unread(PersonId person);

  /** Marks what has no larger number as read. */
  void markRead(PersonId person, long upTo, Instant now);

  /** Whether somebody wants mail. */
  boolean wantsMail(PersonId person);

  /** Whether somebody wants mail from now on; without a change there is no line in the journal. */
  void setMail(PersonId person, boolean wanted, Instant now, JournalEntry entry);
}
