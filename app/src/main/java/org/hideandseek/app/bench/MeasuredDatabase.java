package org.hideandseek.app.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hideandseek.app.DatabaseOptions;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.database.OwnPostgres;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The database of a measurement. */
final class MeasuredDatabase implements AutoCloseable {
  @Mixin private DatabaseOptions options;

  @Option(
      names = "--postgres",
      description =
          "Measure with a PostgreSQL server of this machine's programs, started for this alone.")
  private boolean own;

  private Optional<OwnPostgres> server = Optional.empty();

  /**
   * Starts what is asked for.
   *
   * @param folder of H2's file
   */
  DatabaseConfig start(Path folder) throws IOException {
    if (own) {
      server = Optional.of(OwnPostgres.start("shared_buffers=512MB", "max_wal_size=4GB"));
      DatabaseConfig config = server.get().create();
      return new DatabaseConfig(
          config.url() + "?reWriteBatchedInserts=true", config.user(), config.password());
    }
    return options.config(folder);
  }

  /** CPU time of a server that was started; zero where there is none. */
  Duration cpuTime() {
    return server.map(OwnPostgres::cpuTime).orElse(Duration.ZERO);
  }

  @Override
  public void close() throws IOException {
    if (server.isPresent()) {
      server.get().close();
    }
  }
}
