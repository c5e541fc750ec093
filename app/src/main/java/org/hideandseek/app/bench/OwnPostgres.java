package org.hideandseek.app.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hideandseek.app.CommandException;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.play.Folders;

/**
 * A PostgreSQL server of this machine's programs, in a folder of its own that is gone when it is
 * closed. It does not wait for the disk ({@code fsync=off}), so that disks are not what is
 * measured.
 */
public final class OwnPostgres implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path folder;
  private final Path programs;
  private final int port;
  private final ProcessHandle server;

  private OwnPostgres(Path folder, Path programs, int port) throws IOException {
    this.folder = folder;
    this.programs = programs;
    this.port = port;
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    program(
        "initdb", "-D", folder + "/data", "-A", "trust", "-U", "hideandseek", "-E", "UTF8", "-N");
    program(
        "pg_ctl",
        "-D",
        folder + "/data",
        "-w",
        "-l",
        folder + "/log",
        "-o",
        "-p "
            + port
            + " -k "
            + folder
            + " -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=512MB"
            + " -c max_wal_size=4GB",
        "start");
    String pid = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid")).get(0);
    this.server = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
  }

  /** Starts one, empty. */
  public static OwnPostgres start() throws IOException {
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "hideandseek-bench-postgres");
    try {
      return new OwnPostgres(folder, programs(), freePort());
    } catch (IOException | RuntimeException e) {
      Folders.delete(folder);
      throw e;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** How to reach it. */
  public DatabaseConfig config() {
    return new DatabaseConfig(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres?reWriteBatchedInserts=true",
        "hideandseek",
        "");
  }

  /** CPU time of the server and of the processes of its connections that are open. */
  Duration cpuTime() {
    return Stream.concat(Stream.of(server), server.descendants())
        .map(ProcessHandle::info)
        .map(ProcessHandle.Info::totalCpuDuration)
        .flatMap(Optional::stream)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Path programs() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      throw missing();
    }
    try (DirectoryStream<Path> versions = Files.newDirectoryStream(VERSIONS, "[0-9]*")) {
      return StreamSupport.stream(versions.spliterator(), false)
          .max(
              Comparator.comparing(
                  (Path version) -> Integer.parseInt(version.getFileName().toString())))
          .orElseThrow(OwnPostgres::missing)
          .resolve("bin");
    }
  }

  private static CommandException missing() {
    return new CommandException(
        "PostgreSQL's server programs are not installed; install them with 'apt-get install postgresql'.");
  }

  /** PostgreSQL's server refuses to run as root. */
  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void program(String name, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/tmp").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new CommandException("The command '" + String.join(" ", command) + "' failed.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    program("pg_ctl", "-D", folder + "/data", "-m", "immediate", "-w", "stop");
    Folders.delete(folder);
  }
}
