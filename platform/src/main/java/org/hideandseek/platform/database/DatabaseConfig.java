package org.hideandseek.platform.database;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Which database.
 *
 * @param url JDBC address of H2 or PostgreSQL
 * @param user its user
 * @param password the user's password
 */
public record DatabaseConfig(String url, String user, String password) {

  public DatabaseConfig {
    requireNonNull(url);
    requireNonNull(user);
    requireNonNull(password);
  }

  /**
   * H2 in a file of a folder. Every commit reaches the operating system at once, so that a killed
   * process loses nothing; the platform closes it itself, when its runs have been given back.
   */
  public static DatabaseConfig inFolder(Path folder) {
    return new DatabaseConfig(
        "jdbc:h2:file:"
            + folder.toAbsolutePath().resolve("competition")
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
        "sa",
        "");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url + " as " + user;
  }
}
