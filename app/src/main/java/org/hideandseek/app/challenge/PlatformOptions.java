package org.hideandseek.app.challenge;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hideandseek.app.DatabaseOptions;
import org.hideandseek.app.Home;
import org.hideandseek.platform.PlatformConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which platform a command is about. */
final class PlatformOptions {
  @Option(names = "--data", description = "The platform's data folder (default: var/platform).")
  private Optional<Path> data = Optional.empty();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  Path data() {
    return data.orElse(Home.data("platform"));
  }

  PlatformConfig config() {
    return new PlatformConfig(data(), database.config(data()), 1, List.of());
  }
}
