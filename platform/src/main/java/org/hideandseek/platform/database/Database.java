package org.hideandseek.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** The connections to the database, migrated to this version's tables. */
public final class Database implements AutoCloseable {
  private static final int CONNECTIONS = 10;
  private static final int ANSWER_SECONDS = 2;

  private final HikariDataSource source;
  private final Jdbi jdbi;

  private Database(HikariDataSource source) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
    // Messages end up in the log, and what statements are given may be a secret.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
  }

  /**
   * Connects and migrates.
   *
   * @throws ProblemException UNAVAILABLE if there is no database or it is in use
   */
  public static Database open(DatabaseConfig config) {
    Optional<H2Upgrade> upgrade = H2Upgrade.of(config);
    try {
      if (upgrade.isPresent() && !upgrade.get().hasFile()) {
        upgrade.get().run(Database::migrate);
      }
      HikariDataSource source = connect(config);
      if (upgrade.isPresent() && isPending(source)) {
        source.close();
        upgrade.get().run(Database::migrate);
        source = connect(config);
      }
      migrate(source);
      return new Database(source);
    } catch (FlywayException | IOException e) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "The database " + config + " can't be brought to this version's tables; see the log.",
          e);
    }
  }

  private static HikariDataSource connect(DatabaseConfig config) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(config.url());
    pool.setUsername(config.user());
    pool.setPassword(config.password());
    if (config.url().startsWith("jdbc:postgresql:")) {
      // Its details quote the values of a row.
      pool.addDataSourceProperty("logServerErrorDetail", "false");
    }
    pool.setMaximumPoolSize(CONNECTIONS);
    try {
      return new HikariDataSource(pool);
    } catch (HikariPool.PoolInitializationException e) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "The database "
              + config
              + " can't be opened: another platform may be using it, or its server may be down.",
          e);
    }
  }

  private static void migrate(DatabaseConfig config) {
    HikariDataSource source = connect(config);
    migrate(source);
    source.close();
  }

  /** Closes the connections if that fails. */
  private static void migrate(HikariDataSource source) {
    try {
      Flyway.configure().dataSource(source).load().migrate();
    } catch (FlywayException e) {
      source.close();
      throw e;
    }
  }

  private static boolean isPending(HikariDataSource source) {
    try {
      return Flyway.configure().dataSource(source).load().info().pending().length > 0;
    } catch (FlywayException e) {
      source.close();
      throw e;
    }
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /** Tells of every statement before it is executed, in the thread that asks for it. */
  public void watchStatements(Runnable watcher) {
    jdbi.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            watcher.run();
          }
        });
  }

  /** Whether it answers; waits for a connection if there is none. */
  public boolean answers() throws SQLException {
    return jdbi.withHandle(handle -> handle.getConnection().isValid(ANSWER_SECONDS));
  }

  @Override
  public void close() {
    source.close();
  }
}
