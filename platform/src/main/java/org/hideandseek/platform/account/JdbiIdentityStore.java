package org.hideandseek.platform.account;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.database.Taken;
import org.hideandseek.platform.journal.JdbiJournal;
import org.hideandseek.platform.journal.JournalEntry;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The identities in the database. */
public final class JdbiIdentityStore implements IdentityStore {
  private final Jdbi jdbi;

  public JdbiIdentityStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Optional<Credentials> person(String issuer, String subject) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + JdbiCredentials.COLUMNS
                        + """
                        FROM person_identity i JOIN person p ON p.id = i.person
                        WHERE i.issuer = :issuer AND i.subject = :subject
                        """)
                .bind("issuer", issuer)
                .bind("subject", subject)
                .map(JdbiCredentials::of)
                .findOne());
  }

  @Override
  public Optional<Credentials> add(
      Identity identity, Email email, String name, Instant now, List<JournalEntry> entries) {
    try {
      return jdbi.inTransaction(
          handle -> {
            long person =
                handle
                    .createUpdate(
                        """
                        INSERT INTO person (email, name, password_hash, created_at, verified_at)
                        VALUES (:email, :name, '', :now, :now)
                        """)
                    .bind("email", email.value())
                    .bind("name", name)
                    .bind("now", now)
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
            insert(handle, identity, person, now);
            entries.forEach(entry -> JdbiJournal.add(handle, entry, now));
            return Optional.of(new Credentials(new PersonId(person), email, "", true));
          });
    } catch (UnableToExecuteStatementException e) {
      if (!Taken.is(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  @Override
  public boolean link(
      Identity identity, PersonId person, Instant now, JournalEntry entry, JournalEntry verified) {
    try {
      return jdbi.inTransaction(
          handle -> {
            insert(handle, identity, person.value(), now);
            JdbiJournal.add(handle, entry, now);
            JdbiAccountStore.markVerified(handle, person, now, verified);
            return true;
          });
    } catch (UnableToExecuteStatementException e) {
      if (!Taken.is(e)) {
        throw e;
      }
      return false;
    }
  }

  private static void insert(Handle handle, Identity identity, long person, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO person_identity (issuer, subject, person, linked_at)
            VALUES (:issuer, :subject, :person, :now)
            """)
        .bind("issuer", identity.issuer())
        .bind("subject", identity.subject())
        .bind("person", person)
        .bind("now", now)
        .execute();
  }

  @Override
  public List<LinkedIdentity> of(PersonId person) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT issuer, subject, linked_at FROM person_identity
                    WHERE person = :person ORDER BY linked_at, issuer, subject
                    """)
                .bind("person", person.value())
                .map(
                    (row, context) ->
                        new LinkedIdentity(
                            row.getString("issuer"),
                            row.getString("subject"),
                            row.getObject("linked_at", OffsetDateTime.class).toInstant()))
                .list());
  }

  @Override
  public boolean unlink(
      PersonId person, String issuer, String subject, Instant now, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          int unlinked =
              handle
                  .createUpdate(
                      """
                      DELETE FROM person_identity
                      WHERE person = :person AND issuer = :issuer AND subject = :subject
                        AND EXISTS (SELECT 1 FROM person p WHERE p.id = :person AND p.password_hash <> '')
                      """)
                  .bind("person", person.value())
                  .bind("issuer", issuer)
                  .bind("subject", subject)
                  .execute();
          return JdbiJournal.addIf(handle, unlinked, entry, now);
        });
  }

  @Override
  public void addTicket(
      String idHash, Identity identity, Email email, Instant now, Instant expires) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate("DELETE FROM identity_ticket WHERE expires_at <= :now")
              .bind("now", now)
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO identity_ticket (id_hash, issuer, subject, email, expires_at)
                  VALUES (:hash, :issuer, :subject, :email, :expires)
                  """)
              .bind("hash", idHash)
              .bind("issuer", identity.issuer())
              .bind("subject", identity.subject())
              .bind("email", email.value())
              .bind("expires", expires)
              .execute();
        });
  }

  @Override
  public Optional<Identity> ticket(String idHash, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT issuer, subject, email FROM identity_ticket
                    WHERE id_hash = :hash AND expires_at > :now
                    """)
                .bind("hash", idHash)
                .bind("now", now)
                .map(
                    (row, context) ->
                        new Identity(
                            row.getString("issuer"),
                            row.getString("subject"),
                            row.getString("email"),
                            true,
                            ""))
                .findOne());
  }

  @Override
  public boolean useTicket(String idHash) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate("DELETE FROM identity_ticket WHERE id_hash = :hash")
                    .bind("hash", idHash)
                    .execute()
                == 1);
  }
}
