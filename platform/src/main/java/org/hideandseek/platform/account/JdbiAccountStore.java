package org.hideandseek.platform.account;

import java.time.Clock;
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

/** The accounts in the database. */
public final class JdbiAccountStore implements AccountStore {
  private final Jdbi jdbi;
  private final Clock clock;

  public JdbiAccountStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  @Override
  public boolean add(
      Email email, String name, String passwordHash, boolean verified, JournalEntry entry) {
    try {
      return jdbi.inTransaction(
          handle -> {
            int added =
                handle
                    .createUpdate(
                        """
                        INSERT INTO person (email, name, password_hash, created_at, verified_at)
                        SELECT :email, :name, :hash, :now, CASE WHEN :verified THEN CAST(:now AS TIMESTAMP(3) WITH TIME ZONE) END
                        WHERE NOT EXISTS (SELECT 1 FROM person WHERE email = :email)
                        """)
                    .bind("email", email.value())
                    .bind("name", name)
                    .bind("hash", passwordHash)
                    .bind("verified", verified)
                    .bind("now", clock.instant())
                    .execute();
            return JdbiJournal.addIf(handle, added, entry, clock.instant());
          });
    } catch (UnableToExecuteStatementException e) {
      if (Taken.is(e)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<Credentials> credentials(Email email) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT " + JdbiCredentials.COLUMNS + "FROM person p WHERE p.email = :email")
                .bind("email", email.value())
                .map(JdbiCredentials::of)
                .findOne());
  }

  @Override
  public void rehash(PersonId person, String oldHash, String newHash) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE person SET password_hash = :new WHERE id = :id AND password_hash = :old")
                .bind("id", person.value())
                .bind("old", oldHash)
                .bind("new", newHash)
                .execute());
  }

  @Override
  public void openSession(PersonId person, String idHash, Instant now, JournalEntry entry) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO person_session (id_hash, person, created_at, seen_at)
                  VALUES (:hash, :person, :now, :now)
                  """)
              .bind("hash", idHash)
              .bind("person", person.value())
              .bind("now", now)
              .execute();
          JdbiJournal.add(handle, entry, now);
        });
  }

  @Override
  public void endSession(String idHash, JournalEntry entry) {
    jdbi.useTransaction(
        handle -> {
          int ended =
              handle
                  .createUpdate("DELETE FROM person_session WHERE id_hash = :hash")
                  .bind("hash", idHash)
                  .execute();
          JdbiJournal.addIf(handle, ended, entry, clock.instant());
        });
  }

  @Override
  public void forgetSessions(Instant begunAfter, Instant usedAfter) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM person_session WHERE created_at <= :begun OR seen_at <= :used")
                .bind("begun", begunAfter)
                .bind("used", usedAfter)
                .execute());
  }

  @Override
  public void addToken(
      PersonId person,
      String name,
      Scope scope,
      String tokenHash,
      Instant now,
      JournalEntry entry) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO person_token (person, name, scope, token_hash, created_at)
                  VALUES (:person, :name, :scope, :hash, :now)
                  """)
              .bind("person", person.value())
              .bind("name", name)
              .bind("scope", scope.word())
              .bind("hash", tokenHash)
              .bind("now", now)
              .execute();
          JdbiJournal.add(handle, entry, now);
        });
  }

  @Override
  public List<PersonalToken> tokens(PersonId person) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, name, scope, created_at, used_at FROM person_token
                    WHERE person = :person AND revoked_at IS NULL ORDER BY id DESC
                    """)
                .bind("person", person.value())
                .map(
                    (row, context) ->
                        new PersonalToken(
                            row.getLong("id"),
                            row.getString("name"),
                            Scope.of(row.getString("scope")).orElseThrow(),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            Optional.ofNullable(row.getObject("used_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .list());
  }

  @Override
  public boolean revokeToken(PersonId person, long token, Instant now, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          int revoked =
              handle
                  .createUpdate(
                      """
                      UPDATE person_token SET revoked_at = :now
                      WHERE id = :id AND person = :person AND revoked_at IS NULL
                      """)
                  .bind("id", token)
                  .bind("person", person.value())
                  .bind("now", now)
                  .execute();
          return JdbiJournal.addIf(handle, revoked, entry, now);
        });
  }

  @Override
  public void addReset(
      PersonId person, String tokenHash, boolean mailed, Instant expires, JournalEntry entry) {
    jdbi.useTransaction(
        handle -> {
          delete(handle, "password_reset", person);
          handle
              .createUpdate(
                  """
                  INSERT INTO password_reset (person, token_hash, mailed, expires_at)
                  VALUES (:person, :hash, :mailed, :expires)
                  """)
              .bind("person", person.value())
              .bind("hash", tokenHash)
              .bind("mailed", mailed)
              .bind("expires", expires)
              .execute();
          JdbiJournal.add(handle, entry, clock.instant());
        });
  }

  @Override
  public Optional<Credentials> reset(String tokenHash, Instant now) {
    return jdbi.withHandle(handle -> ofLink(handle, "password_reset", tokenHash, now));
  }

  /** Whose link of a table this is, unless it has expired. */
  private static Optional<Credentials> ofLink(
      Handle handle, String table, String tokenHash, Instant now) {
    return handle
        .createQuery(
            "SELECT "
                + JdbiCredentials.COLUMNS
                + "FROM "
                + table
                + " l JOIN person p ON p.id = l.person WHERE l.token_hash = :hash AND l.expires_at > :now")
        .bind("hash", tokenHash)
        .bind("now", now)
        .map(JdbiCredentials::of)
        .findOne();
  }

  @Override
  public boolean usePasswordReset(
      PersonId person,
      String resetHash,
      String passwordHash,
      JournalEntry entry,
      JournalEntry verified) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Boolean> mailed =
              handle
                  .createQuery(
                      """
                      SELECT mailed FROM password_reset
                      WHERE person = :person AND token_hash = :hash FOR UPDATE
                      """)
                  .bind("person", person.value())
                  .bind("hash", resetHash)
                  .mapTo(Boolean.class)
                  .findOne();
          if (mailed.isEmpty()) {
            return false;
          }
          delete(handle, "password_reset", person);
          writePassword(handle, person, passwordHash, entry);
          if (mailed.get() && markVerified(handle, person, clock.instant(), verified)) {
            // Who made the account need not be who reads the mail: nothing of theirs stays a way
            // in.
            delete(handle, "second_factor", person);
            delete(handle, "recovery_code", person);
            handle
                .createUpdate(
                    "UPDATE person_token SET revoked_at = :now WHERE person = :person AND revoked_at IS NULL")
                .bind("person", person.value())
                .bind("now", clock.instant())
                .execute();
          }
          return true;
        });
  }

  /** Whether it was not before. */
  static boolean markVerified(Handle handle, PersonId person, Instant now, JournalEntry entry) {
    delete(handle, "email_verification", person);
    int changed =
        handle
            .createUpdate(
                "UPDATE person SET verified_at = :now WHERE id = :person AND verified_at IS NULL")
            .bind("person", person.value())
            .bind("now", now)
            .execute();
    return JdbiJournal.addIf(handle, changed, entry, now);
  }

  static int delete(Handle handle, String table, PersonId person) {
    return handle
        .createUpdate("DELETE FROM " + table + " WHERE person = :person")
        .bind("person", person.value())
        .execute();
  }

  @Override
  public void addVerification(PersonId person, String tokenHash, Instant expires) {
    jdbi.useTransaction(
        handle -> {
          delete(handle, "email_verification", person);
          handle
              .createUpdate(
                  """
                  INSERT INTO email_verification (person, token_hash, expires_at)
                  VALUES (:person, :hash, :expires)
                  """)
              .bind("person", person.value())
              .bind("hash", tokenHash)
              .bind("expires", expires)
              .execute();
        });
  }

  @Override
  public Optional<Credentials> verification(String tokenHash, Instant now) {
    return jdbi.withHandle(handle -> ofLink(handle, "email_verification", tokenHash, now));
  }

  @Override
  public boolean verify(PersonId person, String tokenHash, Instant now, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          int used =
              handle
                  .createUpdate(
                      "DELETE FROM email_verification WHERE person = :person AND token_hash = :hash")
                  .bind("person", person.value())
                  .bind("hash", tokenHash)
                  .execute();
          return used == 1 && markVerified(handle, person, now, entry);
        });
  }

  @Override
  public void setPassword(PersonId person, String passwordHash, JournalEntry entry) {
    jdbi.useTransaction(
        handle -> {
          delete(handle, "password_reset", person);
          writePassword(handle, person, passwordHash, entry);
        });
  }

  private void writePassword(
      Handle handle, PersonId person, String passwordHash, JournalEntry entry) {
    handle
        .createUpdate("UPDATE person SET password_hash = :hash WHERE id = :id")
        .bind("id", person.value())
        .bind("hash", passwordHash)
        .execute();
    delete(handle, "person_session", person);
    delete(handle, "log_in_ticket", person);
    JdbiJournal.add(handle, entry, clock.instant());
  }

  @Override
  public boolean give(PersonId person, Role role, String challenge, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          int given =
              handle
                  .createUpdate(
                      """
                      INSERT INTO person_role (person, role, challenge)
                      SELECT :person, :role, :challenge
                      WHERE NOT EXISTS (
                        SELECT 1 FROM person_role
                        WHERE person = :person AND role = :role AND challenge = :challenge)
                      """)
                  .bind("person", person.value())
                  .bind("role", role.word())
                  .bind("challenge", challenge)
                  .execute();
          return JdbiJournal.addIf(handle, given, entry, clock.instant());
        });
  }

  @Override
  public boolean take(PersonId person, Role role, String challenge, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          int taken =
              handle
                  .createUpdate(
                      """
                      DELETE FROM person_role
                      WHERE person = :person AND role = :role AND challenge = :challenge
                      """)
                  .bind("person", person.value())
                  .bind("role", role.word())
                  .bind("challenge", challenge)
                  .execute();
          return JdbiJournal.addIf(handle, taken, entry, clock.instant());
        });
  }
}
