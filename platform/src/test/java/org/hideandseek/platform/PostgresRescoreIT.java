package org.hideandseek.platform;

import org.hideandseek.platform.database.DatabaseConfig;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresRescoreIT extends RescoreContract {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Override
  DatabaseConfig database() {
    return POSTGRES.config();
  }
}
