package org.hideandseek.web;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.platform.account.Passwords;
import org.hideandseek.platform.account.Passwords.Cost;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.account.Vault;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.mail.MailConfig;
import org.hideandseek.platform.repeat.JdbiRepeatStore;
import org.hideandseek.platform.repeat.Repeats;

/**
 * The platform's own people, with cheap passwords, in a database in memory that knows the
 * challenges of {@link InMemoryPlatform}. Teams in {@code mayo-liver} have two members at most.
 */
final class TestPeople implements AutoCloseable {
  private static final List<String> CHALLENGES = List.of("mayo-liver", "mayo-pbc");

  private final Database database =
      Database.open(
          new DatabaseConfig("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
  private final People people;

  TestPeople(Optional<MailConfig> mail) {
    SecureRandom random = new SecureRandom();
    people =
        People.open(
            database.jdbi(),
            new People.Guards(
                new Passwords(new Cost(64, 1, 1), random, 4, Duration.ofSeconds(10)),
                new Tokens(random),
                Vault.of("5e".repeat(32), random)),
            Clock.systemUTC(),
            mail);
    CHALLENGES.forEach(this::open);
  }

  People get() {
    return people;
  }

  /** Of two nodes, each is one of these. */
  Repeats repeats() {
    return new Repeats(new JdbiRepeatStore(database.jdbi()), Clock.systemUTC());
  }

  /** All that is kept of requests with a key, as text. */
  String keptOfRequests() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT * FROM repeat_key").mapToMap().list().toString());
  }

  /** Where they are kept. */
  Database database() {
    return database;
  }

  private void open(String name) {
    String more = name.equals("mayo-liver") ? "\nteams: {max_size: 2}\n" : "";
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO challenge
                      (name, definition, overview, secret_seed, public_patients, private_patients, opened_at)
                    VALUES (?, ?, '', ?, 62, 250, CURRENT_TIMESTAMP)
                    """,
                    name,
                    Bundle.find(name).yaml() + more,
                    "00".repeat(32)));
  }

  @Override
  public void close() {
    database.close();
  }
}
