package org.hideandseek.platform.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * Brings a database in a file to other tables, whole or not at all. H2 commits every change of a
 * table by itself: a process that is killed within a migration would leave tables of no version,
 * which no later start could go on from. So a copy is migrated and put in the file's place.
 */
final class H2Upgrade {
  private static final String FILES = "jdbc:h2:file:";
  private static final String SUFFIX = ".mv.db";

  private final DatabaseConfig config;
  private final Path base;

  private H2Upgrade(DatabaseConfig config, Path base) {
    this.config = config;
    this.base = base;
  }

  /** Of a database in a file; empty for all others. */
  static Optional<H2Upgrade> of(DatabaseConfig config) {
    if (!config.url().startsWith(FILES)) {
      return Optional.empty();
    }
    Path base = Path.of(config.url().substring(FILES.length()).split(";", 2)[0]);
    return base.isAbsolute() ? Optional.of(new H2Upgrade(config, base)) : Optional.empty();
  }

  /** What migrates a database that nobody else uses, and closes it. */
  @FunctionalInterface
  interface Migration {
    void migrate(DatabaseConfig database);
  }

  boolean hasFile() {
    return Files.exists(file(base));
  }

  /**
   * Migrates a copy of the file, or a new one, and puts it in its place. The file must be closed.
   *
   * @throws ProblemException UNAVAILABLE if another process does so
   */
  void run(Migration migration) throws IOException {
    Path copy = base.resolveSibling(base.getFileName() + "-migrating");
    Path lockFile = base.resolveSibling(base.getFileName() + ".migrating");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw inUse();
      }
      // What a process has left that was killed here.
      Files.deleteIfExists(file(copy));
      if (hasFile()) {
        Files.copy(file(base), file(copy));
      }
      migration.migrate(
          new DatabaseConfig(
              config.url().replace(FILES + base, FILES + copy), config.user(), config.password()));
      Files.move(file(copy), file(base), StandardCopyOption.ATOMIC_MOVE);
    } catch (OverlappingFileLockException e) {
      throw inUse();
    }
  }

  private ProblemException inUse() {
    return new ProblemException(
        Problem.UNAVAILABLE,
        "The database " + config + " can't be opened: another platform is changing its tables.");
  }

  private static Path file(Path base) {
    return base.resolveSibling(base.getFileName() + SUFFIX);
  }
}
