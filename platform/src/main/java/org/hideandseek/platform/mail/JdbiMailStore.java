package org.hideandseek.platform.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.hideandseek.platform.account.Email;
import org.hideandseek.platform.mail.WaitingMail.Kind;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The mail in the database, for all nodes. */
public final class JdbiMailStore implements MailStore {
  private final Jdbi jdbi;

  public JdbiMailStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void add(Kind kind, Email to, String address, Instant now, Instant expires) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO mail
                      (kind, recipient, subject, body, address, state, queued_at, due_at, expires_at, tries, problem)
                    VALUES (:kind, :to, '', '', :address, 'waiting', :now, :now, :expires, 0, '')
                    """)
                .bind("kind", kind.word())
                .bind("to", to.value())
                .bind("address", address.length() > 64 ? address.substring(0, 64) : address)
                .bind("now", now)
                .bind("expires", expires)
                .execute());
  }

  @Override
  public Optional<WaitingMail> claim(Instant now, Instant until) {
    while (true) {
      Optional<WaitingMail> due = due(now);
      if (due.isEmpty() || take(due.get(), until)) {
        return due;
      }
      // Another node was faster with this one.
    }
  }

  private Optional<WaitingMail> due(Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, kind, recipient, subject, body, address, queued_at, expires_at, tries + 1 AS tries
                    FROM mail WHERE state = 'waiting' AND due_at <= :now ORDER BY due_at, id LIMIT 1
                    """)
                .bind("now", now)
                .map(JdbiMailStore::mail)
                .findOne());
  }

  private boolean take(WaitingMail mail, Instant until) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE mail SET due_at = :until, tries = :tries
                        WHERE id = :id AND state = 'waiting' AND tries = :tries - 1
                        """)
                    .bind("id", mail.id())
                    .bind("tries", mail.tries())
                    .bind("until", until)
                    .execute()
                == 1);
  }

  @Override
  public void finish(WaitingMail mail, End end, String problem) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE mail SET state = :state, problem = :problem, subject = '', body = ''
                    WHERE id = :id AND state = 'waiting' AND tries = :tries
                    """)
                .bind("id", mail.id())
                .bind("tries", mail.tries())
                .bind("state", end.word())
                .bind("problem", problem)
                .execute());
  }

  @Override
  public void putOff(WaitingMail mail, Instant due, String problem) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE mail SET due_at = :due, problem = :problem
                    WHERE id = :id AND state = 'waiting' AND tries = :tries
                    """)
                .bind("id", mail.id())
                .bind("tries", mail.tries())
                .bind("due", due)
                .bind("problem", problem)
                .execute());
  }

  @Override
  public void forget(Instant queuedBefore) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM mail WHERE state <> 'waiting' AND queued_at < :before")
                .bind("before", queuedBefore)
                .execute());
  }

  private static WaitingMail mail(ResultSet row, StatementContext context) throws SQLException {
    return new WaitingMail(
        row.getLong("id"),
        Kind.of(row.getString("kind")),
        new Email(row.getString("recipient")),
        row.getString("subject"),
        row.getString("body"),
        row.getString("address"),
        row.getObject("queued_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        row.getInt("tries"));
  }
}
