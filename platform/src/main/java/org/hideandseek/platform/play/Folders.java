package org.hideandseek.platform.play;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders that come and go. */
public final class Folders {
  /** The time stamp of every file that a container sees: an age would tell something. */
  private static final FileTime TIME = FileTime.fromMillis(0);

  private Folders() {}

  /** Creates a folder that only this user can enter. */
  public static Path createPrivate(Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    return Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /**
   * Makes a file or folder and all in it readable for the container's user, writable for nobody,
   * and without an age.
   */
  static void showToContainer(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!attributes.lastModifiedTime().equals(TIME)) {
              Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
              Files.setLastModifiedTime(file, TIME);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setLastModifiedTime(folder, TIME);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Makes a file appear in another folder, without copying it where the file system can; the result
   * is for reading only.
   */
  static void link(Path source, Path target) throws IOException {
    try {
      Files.createLink(target, source);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(source, target);
    }
  }

  /** Deletes a folder and all in it, if it exists. */
  public static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
