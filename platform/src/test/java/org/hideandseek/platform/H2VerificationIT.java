package org.hideandseek.platform;

import java.nio.file.Path;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.database.DatabaseConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class H2VerificationIT extends VerificationContract {
  @TempDir private Path folder;
  private Database database;

  @Override
  Database database() {
    database = Database.open(DatabaseConfig.inFolder(folder));
    return database;
  }

  @AfterEach
  void close() {
    database.close();
  }
}
