package org.hideandseek.platform.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The teams in the database. */
public final class JdbiTeamStore implements TeamStore {
  private final Jdbi jdbi;
  private final Clock clock;

  public JdbiTeamStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  @Override
  public Optional<Team> add(String name, boolean baseline, String tokenHash) {
    return jdbi.inTransaction(
        handle -> {
          int added =
              handle
                  .createUpdate(
                      """
                      INSERT INTO team (name, baseline, token_hash, created_at)
                      SELECT :name, :baseline, :tokenHash, :now
                      WHERE NOT EXISTS (SELECT 1 FROM team WHERE name = :name)
                      """)
                  .bind("name", name)
                  .bind("baseline", baseline)
                  .bind("tokenHash", tokenHash)
                  .bind("now", clock.instant())
                  .execute();
          return added == 0
              ? Optional.empty()
              : handle
                  .createQuery("SELECT id, name, baseline FROM team WHERE name = :name")
                  .bind("name", name)
                  .map(JdbiTeamStore::team)
                  .findOne();
        });
  }

  @Override
  public Optional<Team> changeToken(String name, String tokenHash) {
    return jdbi.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  "UPDATE team SET token_hash = :tokenHash WHERE name = :name AND challenge IS NULL")
              .bind("name", name)
              .bind("tokenHash", tokenHash)
              .execute();
          return handle
              .createQuery(
                  "SELECT id, name, baseline FROM team WHERE name = :name AND challenge IS NULL")
              .bind("name", name)
              .map(JdbiTeamStore::team)
              .findOne();
        });
  }

  @Override
  public Optional<Team> byTokenHash(String tokenHash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT id, name, baseline FROM team WHERE token_hash = :tokenHash")
                .bind("tokenHash", tokenHash)
                .map(JdbiTeamStore::team)
                .findOne());
  }

  private static Team team(ResultSet row, StatementContext context) throws SQLException {
    return new Team(
        new TeamId(row.getLong("id")), row.getString("name"), row.getBoolean("baseline"));
  }
}
