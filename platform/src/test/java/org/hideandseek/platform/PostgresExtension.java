package org.hideandseek.platform;

import java.io.IOException;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.database.OwnPostgres;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A PostgreSQL server for a class of tests; each test finds an empty database. */
final class PostgresExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private OwnPostgres server;
  private DatabaseConfig config;
  private Database opened;

  /** How to reach the database. */
  DatabaseConfig config() {
    return config;
  }

  /** Opens the database until the test is over. */
  Database open() {
    opened = Database.open(config());
    return opened;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    server = OwnPostgres.start();
    config = server.create();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try (Database database = opened == null ? open() : opened) {
      database.jdbi().useHandle(handle -> handle.execute("DROP SCHEMA public CASCADE"));
      database.jdbi().useHandle(handle -> handle.execute("CREATE SCHEMA public"));
    }
    opened = null;
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    server.close();
  }
}
