package org.hideandseek.challenges.dataset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder beside the target in which it is made. The target appears by a rename, so it is whole or
 * not there; what a killed import left is removed by the next one into the same target.
 */
final class Workplace implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path target;
  private final Path folder;
  private final FileChannel lockFile;

  private Workplace(Path target, Path folder, FileChannel lockFile) {
    this.target = target;
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Takes the place beside a target.
   *
   * @throws DatasetException if the target holds something, or another import into it is under way
   */
  static Workplace claim(Path to) throws IOException {
    Path target = to.toAbsolutePath().normalize();
    if (Files.exists(target) && !isEmptyFolder(target)) {
      throw new DatasetException(
          to + " exists already; remove it, or choose another folder with --to.");
    }
    Path folder = target.resolveSibling("." + target.getFileName() + ".importing");
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new DatasetException(
          e.getFile() + " is in the way: it is no folder; choose another folder with --to.", e);
    }
    FileChannel lockFile =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(lockFile)) {
      lockFile.close();
      throw new DatasetException(
          "Another import into " + to + " is under way; wait for it, or choose another folder.");
    }
    Workplace place = new Workplace(target, folder, lockFile);
    place.clear();
    Files.createDirectory(place.work());
    Files.createDirectory(place.made());
    return place;
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      return !entries.iterator().hasNext();
    }
  }

  /** For what is needed on the way. */
  Path work() {
    return folder.resolve("work");
  }

  /** Becomes the target. */
  Path made() {
    return folder.resolve("made");
  }

  /** Lets the target appear. */
  void publish() throws IOException {
    Files.move(made(), target, StandardCopyOption.ATOMIC_MOVE);
  }

  private void clear() throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        if (!path.equals(folder) && !path.equals(folder.resolve(LOCK))) {
          Files.delete(path);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      clear();
      Files.deleteIfExists(folder.resolve(LOCK));
      Files.deleteIfExists(folder);
    } finally {
      lockFile.close();
    }
  }
}
