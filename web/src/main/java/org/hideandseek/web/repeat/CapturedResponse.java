package org.hideandseek.web.repeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.hideandseek.platform.repeat.KeptAnswer;

/** An answer that waits until it has been kept. */
final class CapturedResponse extends HttpServletResponseWrapper {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Capturing stream = new Capturing(body);

  CapturedResponse(HttpServletResponse response) {
    super(response);
  }

  /** What may be kept of it; empty where the answer says that nobody may store it. */
  Optional<KeptAnswer> kept() {
    boolean secret = text(getHeader("Cache-Control")).toLowerCase(Locale.ROOT).contains("no-store");
    return secret
        ? Optional.empty()
        : Optional.of(
            new KeptAnswer(
                getStatus(),
                text(getContentType()),
                text(getHeader("Location")),
                body.toString(UTF_8)));
  }

  /** Sends it. */
  void pass() throws IOException {
    if (body.size() > 0) {
      body.writeTo(super.getOutputStream());
    }
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return stream;
  }

  @Override
  public void flushBuffer() {
    // Nothing goes out before pass().
  }

  private static final class Capturing extends ServletOutputStream {
    private final ByteArrayOutputStream body;

    Capturing(ByteArrayOutputStream body) {
      this.body = body;
    }

    @Override
    public void write(int value) {
      body.write(value);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      body.write(source, offset, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException("answers to requests with a key are written at once");
    }
  }
}
