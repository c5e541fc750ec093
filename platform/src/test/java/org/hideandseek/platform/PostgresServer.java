package org.hideandseek.platform;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.play.Folders;

/** A PostgreSQL server of its own, from the machine's PostgreSQL programs, gone when closed. */
final class PostgresServer implements AutoCloseable {
  private final Path folder;
  private final Path programs;
  private final int port;

  private PostgresServer(Path folder, Path programs, int port) {
    this.folder = folder;
    this.programs = programs;
    this.port = port;
  }

  static PostgresServer start() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "hideandseek-postgres");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    PostgresServer server = new PostgresServer(folder, programs(), port);
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    server.program(
        "initdb",
        "-D",
        folder + "/data",
        "-A",
        "trust",
        "-U",
        "hideandseek",
        "-E",
        "UTF8",
        "--no-sync");
    server.program(
        "pg_ctl",
        "-D",
        folder + "/data",
        "-w",
        "-l",
        folder + "/log",
        "-o",
        "-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1 -c fsync=off",
        "start");
    return server;
  }

  DatabaseConfig config() {
    return new DatabaseConfig(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "hideandseek", "");
  }

  private static Path programs() throws IOException {
    try (DirectoryStream<Path> versions =
        Files.newDirectoryStream(Path.of("/usr/lib/postgresql"))) {
      return StreamSupport.stream(versions.spliterator(), false)
          .max(
              Comparator.comparing(
                  (Path version) -> Integer.parseInt(version.getFileName().toString())))
          .orElseThrow(
              () ->
                  new IOException(
                      "PostgreSQL's server programs are not installed: apt-get install postgresql"))
          .resolve("bin");
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void program(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/tmp").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  @Override
  public void close() throws IOException {
    try {
      program("pg_ctl", "-D", folder + "/data", "-m", "immediate", "-w", "stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Folders.delete(folder);
  }
}
