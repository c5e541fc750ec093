package org.hideandseek.platform.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The journal in the database. */
public final class JdbiJournal implements Journal {
  private final Jdbi jdbi;
  private final Clock clock;

  public JdbiJournal(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** Adds a line in the transaction of what it is about. */
  public static void add(Handle handle, JournalEntry entry, Instant at) {
    OptionalLong person = entry.actor().person();
    handle
        .createUpdate(
            """
            INSERT INTO journal (at, person, actor, address, deed, challenge, subject)
            VALUES (:at, :person, :actor, :address, :deed, :challenge, :subject)
            """)
        .bind("at", at)
        .bind("person", person.isPresent() ? (Long) person.getAsLong() : null)
        .bind("actor", entry.actor().name())
        .bind("address", entry.actor().address())
        .bind("deed", entry.deed().word())
        .bind("challenge", entry.challenge())
        .bind("subject", entry.subject())
        .execute();
  }

  /**
   * Adds a line in the transaction of what it is about, if that has changed anything.
   *
   * @param changed how many rows were changed, one at most
   * @return whether one was
   */
  public static boolean addIf(Handle handle, int changed, JournalEntry entry, Instant at) {
    if (changed == 1) {
      add(handle, entry, at);
    }
    return changed == 1;
  }

  @Override
  public void add(JournalEntry entry) {
    jdbi.useHandle(handle -> add(handle, entry, clock.instant()));
  }

  @Override
  public List<JournalLine> lines(String challenge, long before, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, at, person, actor, address, deed, challenge, subject FROM journal
                    WHERE id < :before AND (challenge = :challenge OR :challenge = '')
                    ORDER BY id DESC LIMIT :most
                    """)
                .bind("before", before)
                .bind("challenge", challenge)
                .bind("most", most)
                .map(JdbiJournal::line)
                .list());
  }

  private static JournalLine line(ResultSet row, StatementContext context) throws SQLException {
    Long person = row.getObject("person", Long.class);
    return new JournalLine(
        row.getLong("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        new JournalEntry(
            new Actor(
                person == null ? OptionalLong.empty() : OptionalLong.of(person),
                row.getString("actor"),
                row.getString("address")),
            Deed.of(row.getString("deed")),
            row.getString("challenge"),
            row.getString("subject")));
  }
}
