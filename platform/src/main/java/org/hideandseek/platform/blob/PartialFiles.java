package org.hideandseek.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files on their way to become blobs, that arrive in parts, by several requests and processes. The
 * caller sees to it that nobody else writes to one meanwhile, and remembers how long it is: what
 * lies behind that place was not finished, and is written again.
 */
public final class PartialFiles {
  private static final int REMEMBERED = 64;

  private final Path folder;
  private final Inflow inflow;

  /** Digests of the files that were written last, so that most are hashed while they arrive. */
  private final Map<String, RunningDigest> digests =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RunningDigest> eldest) {
          return size() > REMEMBERED;
        }
      };

  PartialFiles(Path folder, Inflow inflow) {
    this.folder = folder;
    this.inflow = inflow;
  }

  /** Where a file lies. */
  public Path path(String name) {
    return folder.resolve(name);
  }

  /**
   * Writes a part of a file, which is made if there is none. Where the stream breaks off or the
   * disk is full, what arrived until then stays.
   *
   * @param from where the part begins: how long the file is
   * @param until how long it may become
   * @throws IOException if the file is shorter than it should be, or can't be written
   */
  public Arrived append(String name, long from, InputStream content, long until, Watch watch)
      throws IOException {
    RunningDigest digest = resume(name, from);
    byte[] buffer = new byte[Inflow.CHUNK];
    try (FileChannel file =
        FileChannel.open(
            path(name),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      if (file.size() < from) {
        throw new IOException("a partial file has lost bytes");
      }
      file.truncate(from);
      Arrived arrived =
          digest.done() == from
              ? inflow.take(
                  content, file, from, until, place -> digest.follow(file, place, buffer), watch)
              : inflow.take(content, file, from, until, place -> {}, watch);
      if (digest.done() == arrived.end()) {
        remember(name, digest);
      }
      return arrived;
    }
  }

  /** The digest of what the file holds so far, or one of nothing where it is not known. */
  private RunningDigest resume(String name, long from) {
    synchronized (digests) {
      RunningDigest known = digests.remove(name);
      return known != null && known.done() == from ? known : new RunningDigest();
    }
  }

  private void remember(String name, RunningDigest digest) {
    synchronized (digests) {
      digests.put(name, digest);
    }
  }

  /** Must be called if it is not sure that nobody else wrote to a file since it was appended to. */
  public void forget(String name) {
    synchronized (digests) {
      digests.remove(name);
    }
  }

  /** The SHA-256 of a file that is whole. */
  public BlobId digest(String name, long length) throws IOException {
    try (FileChannel file = FileChannel.open(path(name), StandardOpenOption.READ)) {
      RunningDigest digest = resume(name, length);
      digest.follow(file, length, new byte[Inflow.CHUNK]);
      return digest.finish();
    }
  }

  /** Deletes a file; one that is not there stays so. */
  public void delete(String name) throws IOException {
    forget(name);
    Files.deleteIfExists(path(name));
  }

  /** The files that nobody has written to since a moment. */
  public List<String> untouchedSince(Instant moment) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(moment)) {
          names.add(file.getFileName().toString());
        }
      }
    }
    return names;
  }
}
