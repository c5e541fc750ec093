package org.hideandseek.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * Files in a folder under the SHA-256 of their content, written once and never changed. A file
 * appears under its name only when it is whole and on disk. All carry the same time stamp, so that
 * a blob given to a container tells nothing by its age.
 */
public final class BlobStore {
  private static final FileTime TIME = FileTime.fromMillis(0);
  private static final long SPARE_BYTES = 256L << 20;

  private final Path folder;
  private final Path incoming;

  private BlobStore(Path folder, Path incoming) {
    this.folder = folder;
    this.incoming = incoming;
  }

  /**
   * Opens a folder, which is created; what an earlier process had not finished writing is removed.
   */
  public static BlobStore open(Path folder) throws IOException {
    Path incoming = Files.createDirectories(folder.resolve("incoming"));
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(incoming)) {
      for (Path file : unfinished) {
        Files.delete(file);
      }
    }
    return new BlobStore(folder, incoming);
  }

  /** Whether its disk has room for an upload. */
  public boolean hasRoom() throws IOException {
    return Files.getFileStore(folder).getUsableSpace() >= SPARE_BYTES;
  }

  /**
   * Stores a stream in constant memory.
   *
   * @param largestBytes how long it may be
   * @throws ProblemException TOO_LARGE if it is longer, UNAVAILABLE if the disk is full; nothing is
   *     kept then
   */
  public BlobId put(InputStream content, long largestBytes) throws IOException {
    Path file = Files.createTempFile(incoming, "blob", "");
    try {
      MessageDigest digest = sha256();
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
        copy(content, out, largestBytes);
        channel.force(true);
      }
      return keep(file, digest);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Stores a finished file of this machine. */
  public BlobId put(Path content) throws IOException {
    try (InputStream in = Files.newInputStream(content)) {
      return put(in, Long.MAX_VALUE);
    }
  }

  /** Where a blob lies, for reading only. */
  public Path path(BlobId id) {
    return folder.resolve(id.sha256().substring(0, 2)).resolve(id.sha256());
  }

  private void copy(InputStream content, OutputStream out, long largestBytes) throws IOException {
    FileStore disk = Files.getFileStore(folder);
    byte[] chunk = new byte[1 << 17];
    long written = 0;
    long checkedAt = 0;
    for (int count; (count = content.read(chunk)) >= 0; ) {
      written += count;
      if (written > largestBytes) {
        throw new ProblemException(
            Problem.TOO_LARGE,
            "The upload is larger than the "
                + (largestBytes >> 20)
                + " MiB that are allowed; make it smaller.");
      }
      if (written >= checkedAt) {
        if (disk.getUsableSpace() < SPARE_BYTES) {
          throw new ProblemException(
              Problem.UNAVAILABLE,
              "The platform's disk is full, so nothing was stored; tell its operator and try again later.");
        }
        checkedAt = written + (64L << 20);
      }
      out.write(chunk, 0, count);
    }
  }

  private BlobId keep(Path file, MessageDigest digest) throws IOException {
    BlobId id = new BlobId(HexFormat.of().formatHex(digest.digest()));
    Path target = path(id);
    if (!Files.exists(target)) {
      Files.createDirectories(target.getParent());
      Files.setLastModifiedTime(file, TIME);
      try {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
      } catch (UnsupportedOperationException e) {
        file.toFile().setReadOnly();
      }
      try {
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        throw new IOException("the blob folder must lie on one file system", e);
      }
    }
    return id;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
