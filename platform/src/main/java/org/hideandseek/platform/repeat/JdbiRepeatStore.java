package org.hideandseek.platform.repeat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The keys in the database. */
public final class JdbiRepeatStore implements RepeatStore {
  private static final int TRIES = 3;

  private final Jdbi jdbi;

  public JdbiRepeatStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Attempt take(String id, String holder, Instant now, Instant heldUntil, Instant cutoff) {
    for (int i = 1; ; i++) {
      Optional<Attempt> known = known(id, now, cutoff);
      if (known.isPresent()) {
        return known.get();
      }
      try {
        if (takeOver(id, holder, now, heldUntil, cutoff)) {
          return new Attempt.First();
        }
        insert(id, holder, now, heldUntil);
        return new Attempt.First();
      } catch (JdbiException e) {
        // Somebody else took it at the same moment; then it is there on the next look.
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  /** Empty where the key is free. */
  private Optional<Attempt> known(String id, Instant now, Instant cutoff) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT holder, request, begun_at, status, content_type, location, body
                    FROM repeat_key
                    WHERE id = :id AND begun_at >= :cutoff AND (holder = '' OR held_until >= :now)
                    """)
                .bind("id", id)
                .bind("now", now)
                .bind("cutoff", cutoff)
                .map((row, context) -> attempt(row))
                .findOne());
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    if (!row.getString("holder").isEmpty()) {
      return new Attempt.UnderWay();
    }
    int status = row.getInt("status");
    return new Attempt.Answered(
        row.getString("request"),
        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
        status == 0
            ? Optional.empty()
            : Optional.of(
                new KeptAnswer(
                    status,
                    row.getString("content_type"),
                    row.getString("location"),
                    row.getString("body"))));
  }

  /** Takes a key that is there but too old, or whose holder is gone. */
  private boolean takeOver(
      String id, String holder, Instant now, Instant heldUntil, Instant cutoff) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        UPDATE repeat_key SET
                          holder = :holder, held_until = :heldUntil, begun_at = :now,
                          request = '', status = 0, content_type = '', location = '', body = ''
                        WHERE id = :id
                          AND (begun_at < :cutoff OR (holder <> '' AND held_until < :now))
                        """)
                    .bind("id", id)
                    .bind("holder", holder)
                    .bind("now", now)
                    .bind("heldUntil", heldUntil)
                    .bind("cutoff", cutoff)
                    .execute())
        > 0;
  }

  private void insert(String id, String holder, Instant now, Instant heldUntil) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO repeat_key
                      (id, holder, held_until, begun_at, request, status, content_type, location, body)
                    VALUES (:id, :holder, :heldUntil, :now, '', 0, '', '', '')
                    """)
                .bind("id", id)
                .bind("holder", holder)
                .bind("now", now)
                .bind("heldUntil", heldUntil)
                .execute());
  }

  @Override
  public void renew(Collection<String> holders, Instant heldUntil) {
    if (holders.isEmpty()) {
      return;
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE repeat_key SET held_until = :until WHERE holder IN (<holders>)")
                .bindList("holders", List.copyOf(holders))
                .bind("until", heldUntil)
                .execute());
  }

  @Override
  public boolean answered(String id, String holder, String request, Optional<KeptAnswer> answer) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        UPDATE repeat_key SET
                          holder = '', request = :request, status = :status,
                          content_type = :contentType, location = :location, body = :body
                        WHERE id = :id AND holder = :holder
                        """)
                    .bind("id", id)
                    .bind("holder", holder)
                    .bind("request", request)
                    .bind("status", answer.map(KeptAnswer::status).orElse(0))
                    .bind("contentType", answer.map(KeptAnswer::contentType).orElse(""))
                    .bind("location", answer.map(KeptAnswer::location).orElse(""))
                    .bind("body", answer.map(KeptAnswer::body).orElse(""))
                    .execute())
        > 0;
  }

  @Override
  public void giveBack(String id, String holder) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM repeat_key WHERE id = :id AND holder = :holder")
                .bind("id", id)
                .bind("holder", holder)
                .execute());
  }

  @Override
  public void forgetBefore(Instant cutoff) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM repeat_key WHERE begun_at < :cutoff")
                .bind("cutoff", cutoff)
                .execute());
  }
}
