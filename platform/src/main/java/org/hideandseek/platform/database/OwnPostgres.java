package org.hideandseek.platform.database;

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
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * A PostgreSQL server of this machine's programs, in a folder of its own that is gone when it is
 * closed: for measurements and tests, since it does not wait for the disk ({@code fsync=off}).
 */
public final class OwnPostgres implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String USER = "hideandseek";

  private final Path folder;
  private final Path programs;
  private final int port;
  private final ProcessHandle server;
  private int databases;

  private OwnPostgres(Path folder, Path programs, int port, List<String> settings)
      throws IOException {
    this.folder = folder;
    this.programs = programs;
    this.port = port;
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    program("initdb", "-D", folder + "/data", "-A", "trust", "-U", USER, "-E", "UTF8", "-N");
    StringBuilder options = new StringBuilder("-p " + port + " -k " + folder);
    options.append(" -c listen_addresses=127.0.0.1 -c fsync=off");
    settings.forEach(setting -> options.append(" -c ").append(setting));
    program(
        "pg_ctl",
        "-D",
        folder + "/data",
        "-w",
        "-l",
        folder + "/log",
        "-o",
        options.toString(),
        "start");
    String pid = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid")).get(0);
    this.server = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
  }

  /**
   * Starts one, empty.
   *
   * @param settings of the server, such as {@code shared_buffers=512MB}
   * @throws ProblemException UNAVAILABLE if there are no such programs or they fail
   */
  public static OwnPostgres start(String... settings) throws IOException {
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "hideandseek-postgres");
    try {
      return new OwnPostgres(folder, programs(), freePort(), List.of(settings));
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

  /** How to reach a further database, without tables. */
  public synchronized DatabaseConfig create() throws IOException {
    String name = "database" + ++databases;
    program("createdb", "-h", folder.toString(), "-p", Integer.toString(port), "-U", USER, name);
    return new DatabaseConfig("jdbc:postgresql://127.0.0.1:" + port + "/" + name, USER, "");
  }

  /** CPU time of the server and of the processes of its connections that are open. */
  public Duration cpuTime() {
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

  private static ProblemException missing() {
    return new ProblemException(
        Problem.UNAVAILABLE,
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
        throw new ProblemException(
            Problem.UNAVAILABLE, "The command '" + String.join(" ", command) + "' failed.");
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
