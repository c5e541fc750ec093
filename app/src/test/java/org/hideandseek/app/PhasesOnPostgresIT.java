package org.hideandseek.app;

import java.io.IOException;
import java.nio.file.Path;
import org.hideandseek.app.bench.OwnPostgres;
import org.hideandseek.platform.database.DatabaseConfig;
import org.junit.jupiter.api.AfterEach;

/** The same in PostgreSQL. */
final class PhasesOnPostgresIT extends PhasesOnTheWebIT {
  private OwnPostgres server;

  @Override
  DatabaseConfig database(Path folder) throws IOException {
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
