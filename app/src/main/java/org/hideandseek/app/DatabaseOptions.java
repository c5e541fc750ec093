package org.hideandseek.app;

import java.nio.file.Path;
import java.util.Optional;
import org.hideandseek.platform.database.DatabaseConfig;
import picocli.CommandLine.Option;

/** Options of every command that opens a platform's database. */
public final class DatabaseOptions {
  /**
   * The environment's word for the database password, which must not stand in a list of processes.
   */
  private static final String PASSWORD = "HIDEANDSEEK_DATABASE_PASSWORD";

  @Option(
      names = "--database",
      description =
          "JDBC address of a PostgreSQL database (default: H2 in a file of the data folder); password in "
              + PASSWORD
              + ".")
  private Optional<String> database = Optional.empty();

  @Option(
      names = "--database-user",
      defaultValue = "hideandseek",
      description = "Its user (default: ${DEFAULT-VALUE}).")
  private String databaseUser;

  /** The database of a data folder. */
  public DatabaseConfig config(Path data) {
    return database
        .map(
            url ->
                new DatabaseConfig(
                    url, databaseUser, Optional.ofNullable(System.getenv(PASSWORD)).orElse("")))
        .orElseGet(() -> DatabaseConfig.inFolder(data));
  }
}
