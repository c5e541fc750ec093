package org.hideandseek.platform;

import java.io.IOException;
import org.hideandseek.platform.database.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

final class PostgresRepeatIT extends RepeatContract {
  private static PostgresServer server;
  private Database database;

  @BeforeAll
  static void startServer() throws Exception {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @Override
  Database database() {
    database = Database.open(server.config());
    return database;
  }

  @AfterEach
  void emptyDatabase() {
    database.jdbi().useHandle(handle -> handle.execute("DROP SCHEMA public CASCADE"));
    database.jdbi().useHandle(handle -> handle.execute("CREATE SCHEMA public"));
    database.close();
  }
}
