package org.hideandseek.sandbox.docker;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Carries bytes from one thread to another in the chunks in which they came; the writer waits where
 * the reader is far behind. ({@code PipedInputStream} fails once the thread that wrote first has
 * died.)
 */
final class ByteQueue extends InputStream {
  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(1024);
  private final Duration patience;
  private byte[] current = END;
  private int position;
  private boolean readToEnd;
  private volatile boolean closed;

  /**
   * @param patience how long a read waits for the next chunk before it fails
   */
  ByteQueue(Duration patience) {
    this.patience = patience;
  }

  /** Adds bytes, which the queue then owns; drops them once the reader has closed. */
  void put(byte[] bytes) {
    if (bytes.length > 0) {
      offer(bytes);
    }
  }

  /** Nothing comes any more; safe to call again. */
  void end() {
    offer(END);
  }

  private void offer(byte[] bytes) {
    try {
      while (!closed && !chunks.offer(bytes, 100, TimeUnit.MILLISECONDS)) {
        // the reader is behind, or gone
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == current.length && !readToEnd) {
      current = next();
      position = 0;
      readToEnd = current.length == 0;
    }
    if (readToEnd) {
      return -1;
    }
    int count = Math.min(length, current.length - position);
    System.arraycopy(current, position, into, offset, count);
    position += count;
    return count;
  }

  private byte[] next() throws IOException {
    try {
      byte[] chunk = chunks.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (chunk == null) {
        throw new IOException("nothing came for " + Words.seconds(patience));
      }
      return chunk;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    chunks.clear();
  }
}
