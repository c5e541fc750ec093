package org.hideandseek.platform;

import java.io.IOException;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.database.DatabaseConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

final class PostgresOrganisingIT extends OrganisingContract {
  private static PostgresServer server;

  @BeforeAll
  static void startServer() throws Exception {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @Override
  DatabaseConfig database() {
    return server.config();
  }

  @AfterEach
  void emptyDatabase() {
    try (Database database = Database.open(server.config())) {
      database.jdbi().useHandle(handle -> handle.execute("DROP SCHEMA public CASCADE"));
      database.jdbi().useHandle(handle -> handle.execute("CREATE SCHEMA public"));
    }
  }
}
