package org.hideandseek.platform;

import org.hideandseek.platform.database.Database;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresVerificationIT extends VerificationContract {
  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  @Override
  Database database() {
    return POSTGRES.open();
  }
}
