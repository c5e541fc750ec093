package org.hideandseek.app.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.hideandseek.app.Node;
import org.hideandseek.app.players.ReferencePlayer;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.play.Gpus;
import org.hideandseek.platform.play.Referee;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.Sandbox;

/**
 * Where players run beside a competition: a sandbox, a referee, and a folder for what they see. All
 * of it is gone when this is closed.
 */
public final class Ground implements AutoCloseable {
  private final Sandbox sandbox;
  private final Referee referee;
  private final Path work;

  private Ground(Sandbox sandbox, Referee referee, Path work) {
    this.sandbox = sandbox;
    this.referee = referee;
    this.work = work;
  }

  /**
   * Opens a ground.
   *
   * @param purpose names it on this machine, in lower-case letters
   * @param gpus indices of the GPUs that runs may use
   */
  public static Ground open(String purpose, List<Integer> gpus) throws IOException {
    Path work = Files.createTempDirectory("hideandseek-" + purpose);
    try {
      Path runs = Folders.createPrivate(work.resolve("runs"));
      Sandbox sandbox = Node.sandbox(purpose + "-" + UUID.randomUUID());
      return new Ground(sandbox, new Referee(sandbox, runs, new Gpus(gpus)), work);
    } catch (IOException | RuntimeException e) {
      Folders.delete(work);
      throw e;
    }
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  public Referee referee() {
    return referee;
  }

  /** A folder for everything that is laid out. */
  public Path work() {
    return work;
  }

  /** A reference player, whose image the launcher has made. */
  public PracticePlayer find(ReferencePlayer player) throws IOException, ImageRefusedException {
    return PracticePlayer.find(sandbox, player.role(), player.image());
  }

  @Override
  public void close() {
    sandbox.close();
    try {
      Folders.delete(work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
