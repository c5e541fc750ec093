package org.hideandseek.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * A node's own folder. Its lock sees to it that only one process is this node; its name, drawn
 * once, says which leases and containers are this node's after a restart.
 */
public final class NodeFolder implements AutoCloseable {
  private static final String LOCK = "node.lock";

  private final FileChannel channel;
  private final String name;

  private NodeFolder(FileChannel channel, String name) {
    this.channel = channel;
    this.name = name;
  }

  /**
   * Takes a folder, which is created if there is none.
   *
   * @throws ProblemException UNAVAILABLE if another process has it
   */
  static NodeFolder lock(Path data) throws IOException {
    String name = nodeName(data);
    FileChannel channel =
        FileChannel.open(data.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(data);
      }
      return new NodeFolder(channel, name);
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(data);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Secret seeds and private patients lie here, in files whose own permissions other programs
   * choose.
   */
  private static void requireOwnersOnly(Path data) throws IOException {
    Set<PosixFilePermission> others =
        EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_EXECUTE);
    if (Files.getPosixFilePermissions(data).stream().anyMatch(others::contains)) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "Other users can look into the folder "
              + data
              + ", which is to hold secrets; run 'chmod 700 "
              + data
              + "' first.");
    }
  }

  /** The name of the node whose folder this is; drawn when it is asked for first. */
  public static String nodeName(Path data) throws IOException {
    if (!Files.exists(data)) {
      Folders.createPrivate(data.toAbsolutePath());
    }
    requireOwnersOnly(data);
    Path file = data.resolve("node");
    if (!Files.exists(file)) {
      Files.writeString(file, "node-" + UUID.randomUUID());
    }
    return Files.readString(file).strip();
  }

  /** Whether another process runs a platform on this folder now. */
  public static boolean isInUse(Path data) throws IOException {
    Path file = data.resolve(LOCK);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  private static ProblemException inUse(Path data) {
    return new ProblemException(
        Problem.UNAVAILABLE,
        "The folder "
            + data
            + " is in use by another platform; stop that one or choose another folder with --data.");
  }

  public String name() {
    return name;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
