package org.hideandseek.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.database.DatabaseConfig;
import picocli.CommandLine;

/** Opens whole nodes on this machine's engine, as the command line does. */
final class OpenedNode {
  private OpenedNode() {}

  /** What tells a command which database to use. */
  static Stream<String> options(DatabaseConfig database) {
    return Stream.of("--database", database.url(), "--database-user", database.user());
  }

  /**
   * A node with one challenge, which plays nothing yet.
   *
   * @param folder gets the node's folder {@code data}, and the folder {@code bundle}, which may
   *     hold what the challenge's file names
   * @param challenge the text of its {@code challenge.yaml}
   * @param more options of the command line, behind those of a free port and the database
   */
  static Node with(String challenge, Path folder, DatabaseConfig database, String... more)
      throws Exception {
    Path bundle = Files.createDirectories(folder.resolve("bundle"));
    Files.writeString(bundle.resolve("challenge.yaml"), challenge);
    String[] options =
        Stream.of(Stream.of("--port", "0"), options(database), Stream.of(more))
            .flatMap(part -> part)
            .toArray(String[]::new);
    Node node =
        Node.open(folder.resolve("data"), CommandLine.populateCommand(new NodeOptions(), options));
    node.platform()
        .challenges()
        .openOverriding(
            Bundle.find(bundle.toString()),
            SecretSeed.guessable(1),
            "a test: its seed is no secret");
    return node;
  }
}
