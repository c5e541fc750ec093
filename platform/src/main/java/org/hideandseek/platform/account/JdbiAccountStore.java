package org.hideandseek.platform.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hideandseek.platform.journal.JdbiJournal;
import org.hideandseek.platform.journal.JournalEntry;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The accounts in the database. */
public final class JdbiAccountStore implements AccountStore {
  /** SQLSTATE of a value that is there already, in H2 and PostgreSQL. */
  private static final String TAKEN = "23505";

  /** When something was used is written this often at most. */
  private static final Duration USE = Duration.ofMinutes(1);

  private static final String PERSON = "p.id AS person_id, p.email, p.name AS person_name";

  private final Jdbi jdbi;
  private final Clock clock;

  public JdbiAccountStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  @Override
  public boolean add(Email email, String name, String passwordHash, JournalEntry entry) {
    try {
      return jdbi.inTransaction(
          handle -> {
            int added =
                handle
                    .createUpdate(
                        """
                        INSERT INTO person (email, name, password_hash, created_at)
                        SELECT :email, :name, :hash, :now
                        WHERE NOT EXISTS (SELECT 1 FROM person WHERE email = :email)
                        """)
                    .bind("email", email.value())
                    .bind("name", name)
                    .bind("hash", passwordHash)
                    .bind("now", clock.instant())
                    .execute();
            if (added == 1) {
              JdbiJournal.add(handle, entry, clock.instant());
            }
            return added == 1;
          });
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException sql && TAKEN.equals(sql.getSQLState())) {
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
                .createQuery("SELECT id, email, password_hash FROM person WHERE email = :email")
                .bind("email", email.value())
                .map(
                    (row, context) ->
                        new Credentials(
                            new PersonId(row.getLong("id")),
                            new Email(row.getString("email")),
                            row.getString("password_hash")))
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
  public Optional<Person> session(
      String idHash, Instant begunAfter, Instant usedAfter, Instant now) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Person> person =
              handle
                  .createQuery(
                      "SELECT "
                          + PERSON
                          + """
                          , s.seen_at FROM person_session s JOIN person p ON p.id = s.person
                          WHERE s.id_hash = :hash AND s.created_at > :begunAfter AND s.seen_at > :usedAfter
                          """)
                  .bind("hash", idHash)
                  .bind("begunAfter", begunAfter)
                  .bind("usedAfter", usedAfter)
                  .map(JdbiAccountStore::bare)
                  .findOne();
          if (person.isPresent()) {
            handle
                .createUpdate(
                    "UPDATE person_session SET seen_at = :now WHERE id_hash = :hash AND seen_at < :recently")
                .bind("hash", idHash)
                .bind("now", now)
                .bind("recently", now.minus(USE))
                .execute();
          }
          return person.map(found -> withRoles(handle, found));
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
          if (ended == 1) {
            JdbiJournal.add(handle, entry, clock.instant());
          }
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
  public Optional<Bearer> bearer(String tokenHash, Instant now) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Bearer> bearer =
              handle
                  .createQuery(
                      "SELECT "
                          + PERSON
                          + """
                          , t.scope FROM person_token t JOIN person p ON p.id = t.person
                          WHERE t.token_hash = :hash AND t.revoked_at IS NULL
                          """)
                  .bind("hash", tokenHash)
                  .map(
                      (row, context) ->
                          new Bearer(
                              bare(row, context), Scope.of(row.getString("scope")).orElseThrow()))
                  .findOne();
          if (bearer.isPresent()) {
            handle
                .createUpdate(
                    """
                    UPDATE person_token SET used_at = :now
                    WHERE token_hash = :hash AND (used_at IS NULL OR used_at < :recently)
                    """)
                .bind("hash", tokenHash)
                .bind("now", now)
                .bind("recently", now.minus(USE))
                .execute();
          }
          return bearer.map(found -> new Bearer(withRoles(handle, found.person()), found.scope()));
        });
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
          if (revoked == 1) {
            JdbiJournal.add(handle, entry, now);
          }
          return revoked == 1;
        });
  }

  @Override
  public void addReset(PersonId person, String tokenHash, Instant expires, JournalEntry entry) {
    jdbi.useTransaction(
        handle -> {
          deleteReset(handle, person);
          handle
              .createUpdate(
                  """
                  INSERT INTO password_reset (person, token_hash, expires_at)
                  VALUES (:person, :hash, :expires)
                  """)
              .bind("person", person.value())
              .bind("hash", tokenHash)
              .bind("expires", expires)
              .execute();
          JdbiJournal.add(handle, entry, clock.instant());
        });
  }

  @Override
  public Optional<Person> reset(String tokenHash, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + PERSON
                        + """
                         FROM password_reset r JOIN person p ON p.id = r.person
                        WHERE r.token_hash = :hash AND r.expires_at > :now
                        """)
                .bind("hash", tokenHash)
                .bind("now", now)
                .map(JdbiAccountStore::bare)
                .findOne()
                .map(person -> withRoles(handle, person)));
  }

  @Override
  public boolean usePasswordReset(
      PersonId person, String resetHash, String passwordHash, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          int used =
              handle
                  .createUpdate(
                      "DELETE FROM password_reset WHERE person = :person AND token_hash = :hash")
                  .bind("person", person.value())
                  .bind("hash", resetHash)
                  .execute();
          if (used == 1) {
            writePassword(handle, person, passwordHash, entry);
          }
          return used == 1;
        });
  }

  @Override
  public void setPassword(PersonId person, String passwordHash, JournalEntry entry) {
    jdbi.useTransaction(
        handle -> {
          deleteReset(handle, person);
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
    for (String table : List.of("person_session", "log_in_ticket")) {
      handle
          .createUpdate("DELETE FROM " + table + " WHERE person = :person")
          .bind("person", person.value())
          .execute();
    }
    JdbiJournal.add(handle, entry, clock.instant());
  }

  private static void deleteReset(Handle handle, PersonId person) {
    handle
        .createUpdate("DELETE FROM password_reset WHERE person = :person")
        .bind("person", person.value())
        .execute();
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
          if (given == 1) {
            JdbiJournal.add(handle, entry, clock.instant());
          }
          return given == 1;
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
          if (taken == 1) {
            JdbiJournal.add(handle, entry, clock.instant());
          }
          return taken == 1;
        });
  }

  private static Person bare(ResultSet row, StatementContext context) throws SQLException {
    return new Person(
        new PersonId(row.getLong("person_id")),
        new Email(row.getString("email")),
        row.getString("person_name"),
        false,
        Set.of());
  }

  private static Person withRoles(Handle handle, Person person) {
    boolean[] administrator = new boolean[1];
    Set<String> organises = new HashSet<>();
    handle
        .createQuery("SELECT role, challenge FROM person_role WHERE person = :person")
        .bind("person", person.id().value())
        .map(
            (row, context) -> {
              if (row.getString("role").equals(Role.ADMINISTRATOR.word())) {
                administrator[0] = true;
              } else {
                organises.add(row.getString("challenge"));
              }
              return true;
            })
        .list();
    return new Person(person.id(), person.email(), person.name(), administrator[0], organises);
  }
}
