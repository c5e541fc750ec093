package org.hideandseek.web.submission;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a request, opened when it is first read: until then a client that sent {@code Expect:
 * 100-continue} waits, and a refusal spares it the upload.
 */
final class ArchiveStream extends InputStream {
  private final HttpServletRequest request;
  private boolean opened;

  ArchiveStream(HttpServletRequest request) {
    this.request = request;
  }

  /** Whether the client has not been told to send yet. */
  boolean senderWaits() {
    return !opened && "100-continue".equalsIgnoreCase(request.getHeader("Expect"));
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
}
