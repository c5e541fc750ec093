package org.hideandseek.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Takes a stream into a file in constant memory. The calling thread reads and writes; behind it one
 * thread hashes and another one forces to disk, so that neither the sender nor the disk waits for
 * more than it must.
 */
final class Inflow {
  static final int CHUNK = 1 << 18;
  private static final long HASH_BYTES = 1 << 20;
  private static final long FORCE_BYTES = 64L << 20;

  /** How often room is asked for. */
  private static final long ROOM_BYTES = 16L << 20;

  private final ExecutorService threads;
  private final Room room;

  /** Whether there is room on the disk. */
  @FunctionalInterface
  interface Room {
    boolean isLeft() throws IOException;
  }

  Inflow(ExecutorService threads, Room room) {
    this.threads = threads;
    this.room = room;
  }

  /**
   * Writes a stream to a file.
   *
   * @param from how many bytes the file has already
   * @param until how many it may have
   * @param hash is given, by another thread, how far the file was written
   */
  Arrived take(
      InputStream content, FileChannel file, long from, long until, Follower.Step hash, Watch watch)
      throws IOException {
    file.position(from);
    Follower hashed = new Follower(threads, from, HASH_BYTES, hash);
    Follower forced = new Follower(threads, from, FORCE_BYTES, place -> file.force(false));
    try {
      return copy(content, file, from, until, watch, hashed, forced);
    } finally {
      try {
        hashed.finish();
      } finally {
        forced.finish();
      }
    }
  }

  private Arrived copy(
      InputStream content,
      FileChannel file,
      long from,
      long until,
      Watch watch,
      Follower hashed,
      Follower forced)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    ByteBuffer view = ByteBuffer.wrap(chunk);
    long written = from;
    long askedAt = from;
    while (written < until) {
      int wanted = (int) Math.min(CHUNK, until - written);
      int count = 0;
      Optional<IOException> broken = Optional.empty();
      boolean ended = false;
      while (count < wanted && !ended) {
        try {
          int more = content.read(chunk, count, wanted - count);
          ended = more < 0;
          count += Math.max(more, 0);
        } catch (IOException e) {
          broken = Optional.of(e);
          ended = true;
        }
        watch.arrived(forced.done());
      }
      if (written >= askedAt) {
        if (!room.isLeft()) {
          return new Arrived(written, Optional.of(new DiskFullException()), false);
        }
        askedAt = written + ROOM_BYTES;
      }
      view.clear().limit(count);
      while (view.hasRemaining()) {
        written += file.write(view);
      }
      hashed.written(written);
      forced.written(written);
      if (ended) {
        return new Arrived(written, broken, false);
      }
    }
    return new Arrived(written, Optional.empty(), hasMore(content));
  }

  private static boolean hasMore(InputStream content) {
    try {
      return content.read() >= 0;
    } catch (IOException e) {
      // It broke off behind all that was wanted.
      return false;
    }
  }
}
