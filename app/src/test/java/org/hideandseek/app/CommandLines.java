package org.hideandseek.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Starts the command line in a process of its own, as the launcher does. */
final class CommandLines {
  private static final Set<String> BRIEF =
      Set.of("login", "status", "cancel", "board", "team", "admin");

  private CommandLines() {}

  /** The root of the project, from the folder of this module in which tests run. */
  static Path home() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  /**
   * A command that is ready to start.
   *
   * @param log receives its output, behind what is there already
   */
  static ProcessBuilder prepare(Path log, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
    if (BRIEF.contains(arguments[0])) {
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "org.hideandseek.app.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("HIDEANDSEEK_HOME", home().toString());
    return builder;
  }
}
