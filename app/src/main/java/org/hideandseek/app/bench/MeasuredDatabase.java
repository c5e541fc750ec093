package org.hideandseek.app.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hideandseek.app.DatabaseOptions;
import org.hideandseek.platform.database.DatabaseConfig;
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
      server = Optional.of(OwnPostgres.start());
      return server.get().config();
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
