package org.hideandseek.platform.account;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.platform.journal.JdbiJournal;
import org.hideandseek.platform.journal.JournalEntry;
import org.jdbi.v3.core.Jdbi;

/** The second factors in the database. */
public final class JdbiSecondFactorStore implements SecondFactorStore {
  private final Jdbi jdbi;

  public JdbiSecondFactorStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Optional<Factor> find(PersonId person) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT secret, confirmed_at FROM second_factor WHERE person = :person")
                .bind("person", person.value())
                .map(
                    (row, context) ->
                        new Factor(row.getString("secret"), row.getObject("confirmed_at") != null))
                .findOne());
  }

  @Override
  public Map<PersonId, String> unsealed() {
    Map<PersonId, String> found = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("SELECT person, secret FROM second_factor WHERE secret NOT LIKE '%.%'")
                .map(
                    (row, context) ->
                        found.put(new PersonId(row.getLong("person")), row.getString("secret")))
                .list());
    return found;
  }

  @Override
  public void reseal(PersonId person, String old, String sealed) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE second_factor SET secret = :sealed WHERE person = :person AND secret = :old")
                .bind("person", person.value())
                .bind("old", old)
                .bind("sealed", sealed)
                .execute());
  }

  @Override
  public List<String> sealed() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT secret FROM second_factor WHERE secret LIKE '%.%'")
                .mapTo(String.class)
                .list());
  }

  @Override
  public boolean begin(PersonId person, String secret) {
    return jdbi.inTransaction(
        handle -> {
          // One after the other, whatever was there before.
          handle
              .createQuery("SELECT id FROM person WHERE id = :person FOR UPDATE")
              .bind("person", person.value())
              .mapTo(Long.class)
              .one();
          handle
              .createUpdate(
                  "DELETE FROM second_factor WHERE person = :person AND confirmed_at IS NULL")
              .bind("person", person.value())
              .execute();
          return handle
                  .createUpdate(
                      """
                      INSERT INTO second_factor (person, secret, last_step)
                      SELECT :person, :secret, 0
                      WHERE NOT EXISTS (SELECT 1 FROM second_factor WHERE person = :person)
                      """)
                  .bind("person", person.value())
                  .bind("secret", secret)
                  .execute()
              == 1;
        });
  }

  @Override
  public boolean confirm(
      PersonId person, long step, List<String> recoveryHashes, Instant now, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          int confirmed =
              handle
                  .createUpdate(
                      """
                      UPDATE second_factor SET confirmed_at = :now, last_step = :step
                      WHERE person = :person AND confirmed_at IS NULL
                      """)
                  .bind("person", person.value())
                  .bind("step", step)
                  .bind("now", now)
                  .execute();
          if (confirmed == 1) {
            for (String hash : recoveryHashes) {
              handle
                  .createUpdate(
                      "INSERT INTO recovery_code (person, code_hash) VALUES (:person, :hash)")
                  .bind("person", person.value())
                  .bind("hash", hash)
                  .execute();
            }
            JdbiJournal.add(handle, entry, now);
          }
          return confirmed == 1;
        });
  }

  @Override
  public boolean useStep(PersonId person, long step) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE second_factor SET last_step = :step
                        WHERE person = :person AND confirmed_at IS NOT NULL AND last_step < :step
                        """)
                    .bind("person", person.value())
                    .bind("step", step)
                    .execute()
                == 1);
  }

  @Override
  public boolean useRecovery(PersonId person, String hash, Instant now, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          int used =
              handle
                  .createUpdate(
                      "DELETE FROM recovery_code WHERE person = :person AND code_hash = :hash")
                  .bind("person", person.value())
                  .bind("hash", hash)
                  .execute();
          return JdbiJournal.addIf(handle, used, entry, now);
        });
  }

  @Override
  public int recoveriesLeft(PersonId person) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT COUNT(*) FROM recovery_code WHERE person = :person")
                .bind("person", person.value())
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public boolean remove(PersonId person, Instant now, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          int removed = JdbiAccountStore.delete(handle, "second_factor", person);
          JdbiAccountStore.delete(handle, "recovery_code", person);
          return JdbiJournal.addIf(handle, removed, entry, now);
        });
  }

  @Override
  public void addTicket(String idHash, PersonId person, Instant now, Instant expires) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate("DELETE FROM log_in_ticket WHERE expires_at <= :now")
              .bind("now", now)
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO log_in_ticket (id_hash, person, expires_at)
                  VALUES (:hash, :person, :expires)
                  """)
              .bind("hash", idHash)
              .bind("person", person.value())
              .bind("expires", expires)
              .execute();
        });
  }

  @Override
  public Optional<Credentials> ticket(String idHash, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + JdbiCredentials.COLUMNS
                        + """
                        FROM log_in_ticket t JOIN person p ON p.id = t.person
                        WHERE t.id_hash = :hash AND t.expires_at > :now
                        """)
                .bind("hash", idHash)
                .bind("now", now)
                .map(JdbiCredentials::of)
                .findOne());
  }

  @Override
  public boolean useTicket(String idHash) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate("DELETE FROM log_in_ticket WHERE id_hash = :hash")
                    .bind("hash", idHash)
                    .execute()
                == 1);
  }
}
