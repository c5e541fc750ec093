package org.hideandseek.platform.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads credentials from rows. */
final class JdbiCredentials {
  /** Of a person {@code p}. */
  static final String COLUMNS =
      "p.id, p.email, p.password_hash, p.verified_at IS NOT NULL AS verified ";

  private JdbiCredentials() {}

  static Credentials of(ResultSet row, StatementContext context) throws SQLException {
    return new Credentials(
        new PersonId(row.getLong("id")),
        new Email(row.getString("email")),
        row.getString("password_hash"),
        row.getBoolean("verified"));
  }
}
