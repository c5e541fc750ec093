package org.hideandseek.web.api;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The body of an answer that may be long. A short one is held, so that {@link Renditions} can keep
 * it; a longer one goes out while it is made, and at no time more than {@value #HELD} bytes of it
 * are held. Once a client has gone, writing to it fails, and whoever makes the body stops.
 */
final class LongAnswer extends OutputStream {
  private static final int HELD = 2 << 20;
  private static final String TAG = "tag-of-a-long-answer";

  private final Context ctx;
  private Optional<OutputStream> sent = Optional.empty();
  private ByteArrayOutputStream held = new ByteArrayOutputStream();

  LongAnswer(Context ctx) {
    this.ctx = ctx;
  }

  /** Sets the entity tag of an answer, should it become too long to be held. */
  static void tag(Context ctx, String tag) {
    ctx.attribute(TAG, tag);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    if (sent.isEmpty()) {
      if (held.size() + count <= HELD) {
        held.write(bytes, from, count);
        return;
      }
      begin();
    }
    sent.orElseThrow().write(bytes, from, count);
  }

  private void begin() throws IOException {
    String tag = ctx.attribute(TAG);
    if (tag != null) {
      ctx.header("ETag", tag);
    }
    String vary = ctx.res().getHeader("Vary");
    ctx.header("Vary", vary == null ? "Accept-Encoding" : vary + ", Accept-Encoding");
    OutputStream out = ctx.outputStream();
    held.writeTo(out);
    held = new ByteArrayOutputStream(0);
    sent = Optional.of(out);
  }

  /** Ends the body; what was held becomes the answer. */
  void end() throws IOException {
    if (sent.isEmpty()) {
      ctx.result(held.toByteArray());
    } else {
      sent.get().flush();
    }
  }
}
