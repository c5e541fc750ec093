package org.hideandseek.app;

import java.nio.file.Path;
import java.util.Optional;

/** Where the project lies on this machine. */
public final class Home {
  private Home() {}

  /** The folder of the launcher, which sets it; the working folder without it. */
  public static Path folder() {
    return Path.of(Optional.ofNullable(System.getenv("HIDEANDSEEK_HOME")).orElse(""));
  }

  /** The folder for what commands keep, unless another is given. */
  public static Path data(String name) {
    return folder().resolve("var").resolve(name);
  }
}
