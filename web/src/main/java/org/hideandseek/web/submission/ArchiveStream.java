package org.hideandseek.web.submission;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a request, opened when it is first read: until then a client that sent {@code Expect:
 * 100-continue} waits, and a refusal spares it the upload.
 */
final class ArchiveStream extends InputStream {
  /** How much of a refused body is read, so that its sender gets to read why. */
  private static final long DRAINED_BYTES = 256L << 20;

  private static final long DRAINED_NANOS = 10_000_000_000L;

  private final HttpServletRequest request;
  private boolean opened;

  ArchiveStream(HttpServletRequest request) {
    this.request = request;
  }

  @Override
  public int read() throws IOException {
    return body().read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return body().read(target, offset, length);
  }

  private InputStream body() throws IOException {
    opened = true;
    return request.getInputStream();
  }

  /** Whether the client has not been told to send yet. */
  private boolean senderWaits() {
    return !opened && "100-continue".equalsIgnoreCase(request.getHeader("Expect"));
  }

  /**
   * Reads what a refused request still sends. Most clients look at the answer when they have sent
   * everything, and see a broken connection instead if nobody listens. One that asked first, with
   * {@code Expect: 100-continue}, has sent nothing.
   */
  void drain() {
    if (senderWaits()) {
      return;
    }
    long end = System.nanoTime() + DRAINED_NANOS;
    byte[] buffer = new byte[1 << 16];
    try (InputStream rest = this) {
      long read = 0;
      int n = rest.read(buffer);
      while (n >= 0 && read < DRAINED_BYTES && System.nanoTime() < end) {
        read += n;
        n = rest.read(buffer);
      }
    } catch (IOException e) {
      // The sender has left; nobody is there to be told.
      return;
    }
  }
}
