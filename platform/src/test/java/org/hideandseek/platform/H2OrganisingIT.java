package org.hideandseek.platform;

import java.nio.file.Path;
import org.hideandseek.platform.database.DatabaseConfig;
import org.junit.jupiter.api.io.TempDir;

final class H2OrganisingIT extends OrganisingContract {
  @TempDir private Path databaseFolder;

  @Override
  DatabaseConfig database() {
    return DatabaseConfig.inFolder(databaseFolder);
  }
}
