package org.hideandseek.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.PlatformConfig;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.web.server.WebConfig;
import picocli.CommandLine.Option;

/** Options of every command that starts a platform. */
public final class NodeOptions {
  /**
   * The environment's word for the database password, which must not stand in a list of processes.
   */
  private static final String PASSWORD = "HIDEANDSEEK_DATABASE_PASSWORD";

  @Option(
      names = "--port",
      defaultValue = "8080",
      description =
          "Port of the pages and the API (default: ${DEFAULT-VALUE}; 0 takes any free one).")
  int port;

  @Option(
      names = "--bind",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}; 0.0.0.0 for all).")
  String bind;

  @Option(
      names = "--slots",
      description = "How many containers run at a time (default: the number of CPU cores).")
  Optional<Integer> slots;

  @Option(
      names = "--gpus",
      split = ",",
      description = "Indices of the GPUs that runs may use, such as 0,1 (default: none).")
  List<Integer> gpus = List.of();

  @Option(
      names = "--database",
      description =
          "JDBC address of a PostgreSQL database (default: H2 in a file of the data folder); password in "
              + PASSWORD
              + ".")
  Optional<String> database;

  @Option(
      names = "--database-user",
      defaultValue = "hideandseek",
      description = "Its user (default: ${DEFAULT-VALUE}).")
  String databaseUser;

  @Option(
      names = "--public-url",
      description =
          "Address under which people reach the pages, such as https://privacy.example (default: as they asked for it).")
  Optional<URI> publicUrl;

  public int port() {
    return port;
  }

  public String bind() {
    return bind;
  }

  /** How many containers run at a time. */
  public int slots() {
    return slots.orElse(Runtime.getRuntime().availableProcessors());
  }

  public PlatformConfig config(Path data) {
    DatabaseConfig databaseConfig =
        database
            .map(
                url ->
                    new DatabaseConfig(
                        url, databaseUser, Optional.ofNullable(System.getenv(PASSWORD)).orElse("")))
            .orElseGet(() -> DatabaseConfig.inFolder(data));
    return new PlatformConfig(data, databaseConfig, slots(), gpus);
  }

  /** What the pages need to know. */
  WebConfig web(String version) {
    WebConfig usual = WebConfig.of(version);
    return new WebConfig(publicUrl, version, usual.liveClients(), usual.keepAlive());
  }
}
