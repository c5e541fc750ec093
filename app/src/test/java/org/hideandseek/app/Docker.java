package org.hideandseek.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The engine, as a person at its command line sees it. */
final class Docker {
  private Docker() {}

  /** Ids of all containers of a node, running or not. */
  static List<String> containersOf(String owner) throws IOException, InterruptedException {
    return run("", "ps", "--all", "--quiet", "--filter", "label=hide-and-seek.owner=" + owner)
        .lines()
        .toList();
  }

  /** Ids of the containers of one run of a node, running or not. */
  static List<String> containersOfRun(String owner, String run)
      throws IOException, InterruptedException {
    return run(
            "",
            "ps",
            "--all",
            "--quiet",
            "--filter",
            "label=hide-and-seek.owner=" + owner,
            "--filter",
            "label=hide-and-seek.run=" + run)
        .lines()
        .toList();
  }

  /** Builds an image and gives it a name. */
  static void build(String name, String dockerfile) throws IOException, InterruptedException {
    run(dockerfile, "build", "--quiet", "--tag", name, "-");
  }

  /** Runs a command in a fresh container, in a folder of this machine that it may write to. */
  static void runIn(String image, Path folder, String... command)
      throws IOException, InterruptedException {
    String owner =
        Files.getAttribute(folder, "unix:uid") + ":" + Files.getAttribute(folder, "unix:gid");
    List<String> arguments =
        new ArrayList<>(List.of("run", "--rm", "--network", "none", "--user", owner));
    arguments.addAll(List.of("--volume", folder + ":/work", "--workdir", "/work", image));
    arguments.addAll(List.of(command));
    run("", arguments.toArray(String[]::new));
  }

  /** Writes an image into a file, as participants do. */
  static void save(String name, Path archive) throws IOException, InterruptedException {
    run("", "save", "--output", archive.toString(), name);
  }

  /** Takes an image's name away. */
  static void remove(String name) throws IOException, InterruptedException {
    run("", "rmi", "--force", name);
  }

  private static String run(String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }
}
