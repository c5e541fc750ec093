package org.hideandseek.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database in a file, whose process may be killed while it changes tables. */
final class H2UpgradeIT {
  private static final int KILLS = 16;

  @TempDir private Path folder;

  /** Opens the database of a folder, and closes it. */
  static final class Opens {
    private Opens() {}

    public static void main(String[] folder) {
      Database.open(DatabaseConfig.inFolder(Path.of(folder[0]))).close();
    }
  }

  @Test
  void aDatabaseWhoseTablesWereBeingMadeIsOpenedLater() throws Exception {
    long whole = open(Files.createDirectory(folder.resolve("measured")));
    for (int i = 0; i < KILLS; i++) {
      Path killed = Files.createDirectory(folder.resolve("new-" + i));
      killAfter(whole * (i + 4) / (KILLS + 4), killed);
      assertOpens(killed);
    }
  }

  @Test
  void anUpgradeThatWasKilledLeavesTheRowsAndIsDoneLater() throws Exception {
    long whole = open(Files.createDirectory(folder.resolve("measured")));
    for (int i = 0; i < KILLS; i++) {
      Path killed = Files.createDirectory(folder.resolve("old-" + i));
      ofAnEarlierVersion(killed);
      killAfter(whole * (i + 4) / (KILLS + 4), killed);
      assertOpens(killed);
      try (Database database = Database.open(DatabaseConfig.inFolder(killed))) {
        assertThat(teams(database.jdbi())).isEqualTo(1);
      }
    }
  }

  private static int teams(Jdbi jdbi) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT COUNT(*) FROM team WHERE name = 'Lethe'")
                .mapTo(Integer.class)
                .one());
  }

  private static void ofAnEarlierVersion(Path folder) {
    DatabaseConfig config = DatabaseConfig.inFolder(folder);
    Flyway.configure()
        .dataSource(config.url(), config.user(), config.password())
        .target("8")
        .load()
        .migrate();
    Jdbi jdbi = Jdbi.create(config.url(), config.user(), config.password());
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO team (name, baseline, token_hash, created_at) VALUES ('Lethe', FALSE, 'x', CURRENT_TIMESTAMP)"));
    assertThat(teams(jdbi)).isEqualTo(1);
  }

  private static void assertOpens(Path folder) throws IOException {
    try (Database database = Database.open(DatabaseConfig.inFolder(folder))) {
      assertThat(teams(database.jdbi())).isBetween(0, 1);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .as("nothing is left of the copy")
          .contains("competition.mv.db")
          .doesNotContain("competition-migrating.mv.db");
    }
  }

  private static Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Opens.class.getName(),
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolveSibling("log").toFile())
        .start();
  }

  /** How many milliseconds it takes if nobody kills it. */
  private static long open(Path folder) throws Exception {
    long start = System.nanoTime();
    assertThat(start(folder).waitFor()).isZero();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private static void killAfter(long millis, Path folder) throws Exception {
    Process process = start(folder);
    process.waitFor(millis, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
  }
}
