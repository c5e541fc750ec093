package org.hideandseek.platform.bundle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.journal.JdbiJournal;
import org.hideandseek.platform.journal.JournalEntry;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Uploaded bundles in the database. */
public final class JdbiDraftStore implements DraftStore {
  private static final String SELECT =
      "SELECT id, file_name, bytes, uploaded_at, findings, preview FROM bundle_draft ";

  private final Jdbi jdbi;
  private final Clock clock;

  public JdbiDraftStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  @Override
  public Optional<Long> add(PersonId person, Draft draft, int most, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          // One at a time for a person, so that the number of drafts holds.
          handle
              .createQuery("SELECT id FROM person WHERE id = :person FOR UPDATE")
              .bind("person", person.value())
              .mapTo(Long.class)
              .one();
          int have =
              handle
                  .createQuery("SELECT COUNT(*) FROM bundle_draft WHERE person = :person")
                  .bind("person", person.value())
                  .mapTo(Integer.class)
                  .one();
          if (have >= most) {
            return Optional.empty();
          }
          JdbiJournal.add(handle, entry, clock.instant());
          return Optional.of(
              handle
                  .createUpdate(
                      """
                      INSERT INTO bundle_draft (person, file_name, bytes, uploaded_at, findings, preview)
                      VALUES (:person, :fileName, :bytes, :now, :findings, :preview)
                      """)
                  .bind("person", person.value())
                  .bind("fileName", draft.fileName())
                  .bind("bytes", draft.bytes())
                  .bind("now", clock.instant())
                  .bind("findings", DraftJson.write(draft.found()))
                  .bind("preview", draft.content().map(DraftJson::write).orElse(null))
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one());
        });
  }

  @Override
  public List<Draft> of(PersonId person) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "WHERE person = :person ORDER BY id DESC")
                .bind("person", person.value())
                .map(JdbiDraftStore::draft)
                .list());
  }

  @Override
  public Optional<Draft> find(PersonId person, long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "WHERE person = :person AND id = :id")
                .bind("person", person.value())
                .bind("id", id)
                .map(JdbiDraftStore::draft)
                .findOne());
  }

  @Override
  public boolean remove(PersonId person, long id, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          int removed =
              handle
                  .createUpdate("DELETE FROM bundle_draft WHERE person = :person AND id = :id")
                  .bind("person", person.value())
                  .bind("id", id)
                  .execute();
          if (removed == 1) {
            JdbiJournal.add(handle, entry, clock.instant());
          }
          return removed == 1;
        });
  }

  @Override
  public void opened(long id) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM bundle_draft WHERE id = :id")
                .bind("id", id)
                .execute());
  }

  @Override
  public List<Long> all() {
    return jdbi.withHandle(
        handle -> handle.createQuery("SELECT id FROM bundle_draft").mapTo(Long.class).list());
  }

  private static Draft draft(ResultSet row, StatementContext context) throws SQLException {
    return new Draft(
        row.getLong("id"),
        row.getString("file_name"),
        row.getLong("bytes"),
        row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
        DraftJson.found(row.getString("findings")),
        Optional.ofNullable(row.getString("preview")).map(DraftJson::content));
  }
}
