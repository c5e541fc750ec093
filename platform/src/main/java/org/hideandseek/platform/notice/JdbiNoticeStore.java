package org.hideandseek.platform.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.database.Taken;
import org.hideandseek.platform.journal.JdbiJournal;
import org.hideandseek.platform.journal.JournalEntry;
import org.hideandseek.platform.notice.Event.Kind;
import org.hideandseek.platform.notice.Untold.Announced;
import org.hideandseek.platform.notice.Untold.Begun;
import org.hideandseek.platform.notice.Untold.Change;
import org.hideandseek.platform.notice.Untold.Fate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The notices in the database. */
final class JdbiNoticeStore implements NoticeStore {
  /** How much is told between two looks. */
  private static final int MOST = 500;

  private static final String RECIPIENTS =
      """
      FROM person p WHERE (p.id = :only OR :only = 0 AND p.id <> :except AND EXISTS (
        SELECT 1 FROM team_member m
        WHERE m.person = p.id AND m.challenge = :challenge AND (m.team = :team OR :team = 0)))
      """;

  private final Jdbi jdbi;

  JdbiNoticeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public List<Fate> fates(Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT k.kind, s.id, s.name, s.challenge, s.team, s.reason
                    FROM submission s
                    JOIN team t ON t.id = s.team AND t.challenge IS NOT NULL
                    JOIN (VALUES ('passed', 'playing'), ('passed', 'ranked'), ('refused', 'refused'),
                      ('ranked', 'ranked'), ('disqualified', 'disqualified')) AS k(kind, state) ON k.state = s.state
                    WHERE s.changed_at > :since AND NOT EXISTS (
                      SELECT 1 FROM notice_event e WHERE e.kind = k.kind AND e.about = CAST(s.id AS VARCHAR))
                    ORDER BY s.id, k.kind LIMIT :most
                    """)
                .bind("since", since)
                .bind("most", MOST)
                .map(
                    (row, context) ->
                        new Fate(
                            Kind.of(row.getString("kind")),
                            row.getLong("id"),
                            row.getString("name"),
                            row.getString("challenge"),
                            row.getLong("team"),
                            row.getString("reason")))
                .list());
  }

  @Override
  public List<Begun> begun(Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT s.challenge, s.phase, s.due_at FROM phase_switch s
                    WHERE s.event = 'start' AND s.due_at > :since AND NOT EXISTS (
                      SELECT 1 FROM notice_event e
                      WHERE e.kind = 'phase-begun' AND e.about = s.challenge || '/' || s.phase)
                    ORDER BY s.due_at LIMIT :most
                    """)
                .bind("since", since)
                .bind("most", MOST)
                .map(
                    (row, context) ->
                        new Begun(
                            row.getString("challenge"),
                            row.getString("phase"),
                            row.getObject("due_at", OffsetDateTime.class).toInstant()))
                .list());
  }

  @Override
  public List<Announced> announced(Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT a.id, a.challenge, a.words FROM announcement a
                    WHERE a.announced_at > :since AND NOT EXISTS (
                      SELECT 1 FROM notice_event e
                      WHERE e.kind = 'announcement' AND e.about = a.challenge || '/' || CAST(a.id AS VARCHAR))
                    ORDER BY a.id LIMIT :most
                    """)
                .bind("since", since)
                .bind("most", MOST)
                .map(
                    (row, context) ->
                        new Announced(
                            row.getLong("id"), row.getString("challenge"), row.getString("words")))
                .list());
  }

  @Override
  public List<Change> changes(Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT j.deed, j.id, j.person, p.name, j.subject, j.challenge, t.id AS team, t.name AS team_name
                    FROM journal j
                    JOIN person p ON p.id = j.person
                    JOIN team t ON t.challenge = j.challenge AND (t.name = j.subject
                      OR j.deed = 'member-removed' AND POSITION(t.name || ', ' IN j.subject) = 1)
                    WHERE j.deed IN ('team-joined', 'team-left', 'member-removed') AND j.at > :since
                      AND NOT EXISTS (
                        SELECT 1 FROM notice_event e WHERE e.kind = j.deed AND e.about = CAST(j.id AS VARCHAR))
                    ORDER BY j.id LIMIT :most
                    """)
                .bind("since", since)
                .bind("most", MOST)
                .map(
                    (row, context) ->
                        new Change(
                            Kind.of(row.getString("deed")),
                            row.getLong("id"),
                            new PersonId(row.getLong("person")),
                            row.getString("name"),
                            row.getString("subject"),
                            row.getString("challenge"),
                            row.getLong("team"),
                            row.getString("team_name")))
                .list());
  }

  @Override
  public Optional<PersonId> gone(Change change, String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT j.person FROM journal j JOIN person p ON p.id = j.person AND p.name = :name
                    WHERE j.deed = 'team-joined' AND j.challenge = :challenge AND j.subject = :of AND j.id < :line
                      AND NOT EXISTS (SELECT 1 FROM team_member m WHERE m.person = j.person AND m.team = :team)
                    ORDER BY j.id DESC LIMIT 1
                    """)
                .bind("name", name)
                .bind("challenge", change.challenge())
                .bind("of", change.of())
                .bind("line", change.line())
                .bind("team", change.team())
                .mapTo(Long.class)
                .findOne()
                .map(PersonId::new));
  }

  @Override
  public Optional<Integer> tell(
      Event event,
      Recipients recipients,
      Letter letter,
      Optional<String> mailText,
      Instant now,
      Instant expires) {
    try {
      return jdbi.inTransaction(
          handle -> {
            if (!begin(handle, event, now)) {
              return Optional.empty();
            }
            mailText.ifPresent(text -> queue(handle, recipients, letter, text, now, expires));
            return Optional.of(add(handle, event, recipients, letter, now));
          });
    } catch (UnableToExecuteStatementException e) {
      if (Taken.is(e)) {
        // Another node tells it at this moment.
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean begin(Handle handle, Event event, Instant now) {
    return handle
            .createUpdate(
                """
                INSERT INTO notice_event (kind, about, told_at)
                SELECT :kind, :about, :now
                WHERE NOT EXISTS (SELECT 1 FROM notice_event WHERE kind = :kind AND about = :about)
                """)
            .bind("kind", event.kind().word())
            .bind("about", event.about())
            .bind("now", now)
            .execute()
        == 1;
  }

  private static int add(
      Handle handle, Event event, Recipients recipients, Letter letter, Instant now) {
    return bound(
            handle.createUpdate(
                """
                INSERT INTO notice (person, kind, about, at, challenge, subject, text, link)
                SELECT p.id, :kind, :about, :now, :challenge, :subject, :text, :link
                """
                    + RECIPIENTS),
            recipients)
        .bind("kind", event.kind().word())
        .bind("about", event.about())
        .bind("now", now)
        .bind("subject", letter.subject())
        .bind("text", letter.text())
        .bind("link", letter.link())
        .execute();
  }

  private static void queue(
      Handle handle,
      Recipients recipients,
      Letter letter,
      String text,
      Instant now,
      Instant expires) {
    bound(
            handle.createUpdate(
                """
                INSERT INTO mail
                  (kind, recipient, subject, body, address, state, queued_at, due_at, expires_at, tries, problem)
                SELECT 'text', p.email, :subject, :text, '', 'waiting', :now, :now, :expires, 0, ''
                """
                    + RECIPIENTS
                    + "AND p.notice_mail AND p.verified_at IS NOT NULL"),
            recipients)
        .bind("subject", letter.subject())
        .bind("text", text)
        .bind("now", now)
        .bind("expires", expires)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bound(S statement, Recipients recipients) {
    return statement
        .bind("challenge", recipients.challenge())
        .bind("team", recipients.team().orElse(0))
        .bind("only", recipients.only().orElse(0))
        .bind("except", recipients.except().orElse(0));
  }

  @Override
  public List<Notice> of(PersonId person, long before, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, at, challenge, subject, text, link, read_at FROM notice
                    WHERE person = :person AND id < :before ORDER BY id DESC LIMIT :most
                    """)
                .bind("person", person.value())
                .bind("before", before)
                .bind("most", most)
                .map(JdbiNoticeStore::notice)
                .list());
  }

  @Override
  public int unread(PersonId person) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT COUNT(*) FROM notice WHERE person = :person AND read_at IS NULL")
                .bind("person", person.value())
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public void markRead(PersonId person, long upTo, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE notice SET read_at = :now
                    WHERE person = :person AND id <= :upTo AND read_at IS NULL
                    """)
                .bind("person", person.value())
                .bind("upTo", upTo)
                .bind("now", now)
                .execute());
  }

  @Override
  public boolean wantsMail(PersonId person) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT notice_mail FROM person WHERE id = :person")
                .bind("person", person.value())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public void setMail(PersonId person, boolean wanted, Instant now, JournalEntry entry) {
    jdbi.useTransaction(
        handle -> {
          int changed =
              handle
                  .createUpdate(
                      """
                      UPDATE person SET notice_mail = :wanted
                      WHERE id = :person AND notice_mail <> :wanted
                      """)
                  .bind("person", person.value())
                  .bind("wanted", wanted)
                  .execute();
          if (changed == 1) {
            JdbiJournal.add(handle, entry, now);
          }
        });
  }

  private static Notice notice(ResultSet row, StatementContext context) throws SQLException {
    return new Notice(
        row.getLong("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("challenge"),
        row.getString("subject"),
        row.getString("text"),
        row.getString("link"),
        row.getObject("read_at", OffsetDateTime.class) != null);
  }
}
