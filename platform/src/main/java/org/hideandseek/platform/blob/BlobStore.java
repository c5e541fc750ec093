package org.hideandseek.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
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
  private final Inflow inflow;
  private final PartialFiles partial;

  private BlobStore(Path folder, Path incoming, Path uploads, ToLongFunction<Path> space) {
    this.folder = folder;
    this.incoming = incoming;
    this.inflow = new Inflow(threads(), () -> space.applyAsLong(folder) >= SPARE_BYTES);
    this.partial = new PartialFiles(uploads, inflow);
  }

  /**
   * Opens a folder, which is created; what an earlier process had not finished writing is removed,
   * but for partial files.
   */
  public static BlobStore open(Path folder) throws IOException {
    return open(folder, BlobStore::usableSpace);
  }

  /** The same with another measure of the room that is left. */
  static BlobStore open(Path folder, ToLongFunction<Path> space) throws IOException {
    Path incoming = Files.createDirectories(folder.resolve("incoming"));
    Path uploads = Files.createDirectories(folder.resolve("uploads"));
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(incoming)) {
      for (Path file : unfinished) {
        Files.delete(file);
      }
    }
    return new BlobStore(folder, incoming, uploads, space);
  }

  private static long usableSpace(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExecutorService threads() {
    AtomicInteger number = new AtomicInteger();
    return Executors.newCachedThreadPool(
        work -> {
          Thread thread = new Thread(work, "blob-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Whether its disk has room for an upload. */
  public boolean hasRoom() throws IOException {
    return hasRoomFor(0);
  }

  /** Whether its disk has room for so many bytes. */
  public boolean hasRoomFor(long bytes) throws IOException {
    return Files.getFileStore(folder).getUsableSpace() - bytes >= SPARE_BYTES;
  }

  /** Files that arrive in parts. */
  public PartialFiles partial() {
    return partial;
  }

  /**
   * A file that has arrived whole and is on disk. Closed, it is gone, unless it has become a blob.
   *
   * @param file where it lies
   * @param id the SHA-256 of its content
   */
  public record Received(Path file, BlobId id) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Takes a stream in constant memory.
   *
   * @param largestBytes how long it may be
   * @throws ProblemException TOO_LARGE if it is longer, UNAVAILABLE if the disk is full; nothing is
   *     kept then
   */
  public Received receive(InputStream content, long largestBytes) throws IOException {
    Path path = Files.createTempFile(incoming, "blob", "");
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      RunningDigest digest = new RunningDigest();
      byte[] buffer = new byte[Inflow.CHUNK];
      Arrived arrived =
          inflow.take(
              content,
              file,
              0,
              largestBytes,
              place -> digest.follow(file, place, buffer),
              safe -> {});
      if (arrived.broken().isPresent()) {
        throw broken(arrived.broken().get());
      }
      if (arrived.more()) {
        throw new ProblemException(
            Problem.TOO_LARGE,
            "The upload is larger than the "
                + (largestBytes >> 20)
                + " MiB that are allowed; make it smaller.");
      }
      return new Received(path, digest.finish());
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private static IOException broken(IOException cause) {
    if (cause instanceof DiskFullException) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "The platform's disk is full, so nothing was stored; tell its operator and try again later.",
          cause);
    }
    return cause;
  }

  /** Stores a stream, as {@link #receive} takes it. */
  public BlobId put(InputStream content, long largestBytes) throws IOException {
    try (Received received = receive(content, largestBytes)) {
      keep(received.file(), received.id());
      return received.id();
    }
  }

  /** Stores a finished file of this machine. */
  public BlobId put(Path content) throws IOException {
    try (InputStream in = Files.newInputStream(content)) {
      return put(in, Long.MAX_VALUE);
    }
  }

  /** Whether there is such a blob. */
  public boolean has(BlobId id) {
    return Files.exists(path(id));
  }

  /** Where a blob lies, for reading only. */
  public Path path(BlobId id) {
    return folder.resolve(id.sha256().substring(0, 2)).resolve(id.sha256());
  }

  /**
   * Makes a blob of a file that is on disk, as one of {@link #partial} or {@link #receive}; if
   * there is an equal one, that stays, and the file is for the caller to delete.
   *
   * @param id the SHA-256 of its content
   */
  public void keep(Path file, BlobId id) throws IOException {
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
  }
}
