package org.hideandseek.app;

import java.io.IOException;
import org.hideandseek.app.bench.OwnPostgres;
import org.hideandseek.platform.database.DatabaseConfig;
import org.junit.jupiter.api.AfterEach;

/** The same in PostgreSQL. */
final class RightsOnPostgresIT extends RightsIT {
  private OwnPostgres server;

  @Override
  DatabaseConfig database() throws IOException {
    server = OwnPostgres.start();
    return server.config();
  }

  @AfterEach
  @Override
  void close() throws IOException {
    super.close();
    server.close();
  }
}
