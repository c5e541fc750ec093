package org.hideandseek.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.database.DatabaseConfig;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the accounts of an earlier version. */
final class AddressMigrationIT {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();
  @TempDir private Path folder;

  @Test
  void whomAProviderVouchedForIsConfirmedAndNobodyElseOnH2() {
    migrate(DatabaseConfig.inFolder(folder));
  }

  @Test
  void whomAProviderVouchedForIsConfirmedAndNobodyElseOnPostgres() {
    migrate(POSTGRES.config());
  }

  private static void migrate(DatabaseConfig config) {
    Flyway.configure()
        .dataSource(config.url(), config.user(), config.password())
        .target("20")
        .load()
        .migrate();
    Jdbi.create(config.url(), config.user(), config.password())
        .useHandle(
            handle -> {
              for (String name : new String[] {"ida", "bob"}) {
                handle.execute(
                    "INSERT INTO person (email, name, password_hash, created_at) VALUES (?, ?, '', CURRENT_TIMESTAMP)",
                    name + "@example.org",
                    name);
              }
              for (String subject : new String[] {"1", "2"}) {
                handle.execute(
                    """
                    INSERT INTO person_identity (issuer, subject, person, linked_at)
                    SELECT 'https://id.example', ?, id, CURRENT_TIMESTAMP FROM person WHERE name = 'ida'
                    """,
                    subject);
              }
            });
    try (Database database = Database.open(config)) {
      List<String> verified =
          database
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createQuery("SELECT name FROM person WHERE verified_at IS NOT NULL")
                          .mapTo(String.class)
                          .list());
      assertThat(verified).containsExactly("ida");
    }
  }
}
