package org.hideandseek.platform.play;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.hideandseek.sandbox.RunResult;

/**
 * A player's finished run. What it wrote lies in a folder until this is closed, and is known to
 * follow the contract if the run succeeded.
 */
public final class Play implements AutoCloseable {
  private final RunResult result;
  private final Path folder;

  Play(RunResult result, Path folder) {
    this.result = result;
    this.folder = folder;
  }

  public RunResult result() {
    return result;
  }

  /** What the container left in {@code /out}. */
  public Path output() {
    return folder.resolve(Referee.OUT);
  }

  @Override
  public void close() {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
