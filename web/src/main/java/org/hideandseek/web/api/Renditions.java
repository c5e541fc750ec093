package org.hideandseek.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.hideandseek.platform.audience.Edition;

/**
 * Keeps answers as they went out, until what they are made of changes, and tells who has one
 * already that it is still good (RFC 9110, section 13: {@code ETag}, {@code If-None-Match}).
 *
 * <p>An answer is kept under its address and the {@link Edition} of its challenge, which names what
 * the asker may see: nobody gets what was made for other eyes. What was made for somebody who has
 * logged in is never kept, as it holds the key of their forms, nor is what sets a cookie.
 *
 * <p>A long answer goes out while it is made, see {@link LongAnswer}. It is not kept, but has the
 * tag of its edition, for those who have logged in too.
 *
 * <p>Tags are weak: two nodes write the same edition with different times of making.
 */
public final class Renditions {
  private static final long MOST_BYTES = 64L << 20;
  private static final int LARGEST = 4 << 20;
  private static final int WORTH_ZIPPING = 1500;
  private static final int TAG_BYTES = 16;
  private static final String[] HEADERS = {"Content-Disposition", "Link"};

  private final Callers callers;
  private final Function<Context, String> variant;
  private final Map<String, Rendition> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * A server's renditions.
   *
   * @param variant what answers depend on besides address and edition
   */
  public Renditions(Callers callers, Function<Context, String> variant) {
    this.callers = callers;
    this.variant = variant;
  }

  /** An answer; {@code zipped} is empty where that is not worth it. */
  private record Rendition(
      String type, Map<String, String> headers, byte[] plain, Optional<byte[]> zipped) {
    int size() {
      return plain.length + zipped.map(some -> some.length).orElse(0);
    }
  }

  /**
   * Answers with what a handler gives, or gave before in the same edition.
   *
   * @param edition what the answer is made of
   */
  public Handler of(Function<Context, Edition> edition, Handler handler) {
    return ctx -> answer(ctx, edition.apply(ctx), true, handler);
  }

  /** The same of what also says where in the queue something stands. */
  public Handler queued(Function<Context, Edition> edition, Handler handler) {
    return ctx -> {
      Edition now = edition.apply(ctx);
      answer(ctx, now, !now.waits(), handler);
    };
  }

  private void answer(Context ctx, Edition edition, boolean whole, Handler handler)
      throws Exception {
    if (!whole) {
      render(ctx, handler);
      return;
    }
    if (callers.hasSession(ctx)) {
      // No answer that is held has this tag.
      String tag = tag(edition, ctx, "sent while it is made");
      if (has(ctx, tag)) {
        notModified(ctx, tag);
      } else {
        LongAnswer.tag(ctx, tag);
        render(ctx, handler);
      }
      return;
    }
    String tag = tag(edition, ctx, "");
    LongAnswer.tag(ctx, tag);
    if (has(ctx, tag)) {
      notModified(ctx, tag);
      return;
    }
    Optional<Rendition> known = find(tag);
    if (known.isPresent()) {
      send(ctx, tag, known.get());
      return;
    }
    handler.handle(ctx);
    Optional<byte[]> body = body(ctx);
    if (body.isEmpty()) {
      return;
    }
    if (ctx.status() != HttpStatus.OK || forbidsKeeping(ctx)) {
      ctx.result(body.get());
      return;
    }
    ctx.header("ETag", tag);
    if (!ctx.res().containsHeader("Set-Cookie") && body.get().length <= LARGEST) {
      Rendition made = rendition(ctx, body.get());
      keep(tag, made);
      send(ctx, tag, made);
    } else {
      ctx.result(body.get());
    }
  }

  /** For what is not kept here, the tag is that of the bytes; what nobody may keep has none. */
  private static void render(Context ctx, Handler handler) throws Exception {
    handler.handle(ctx);
    Optional<byte[]> body = body(ctx);
    if (body.isEmpty()) {
      return;
    }
    if (ctx.status() != HttpStatus.OK || forbidsKeeping(ctx)) {
      ctx.result(body.get());
      return;
    }
    String tag = tag(body.get());
    if (has(ctx, tag)) {
      notModified(ctx, tag);
    } else {
      ctx.header("ETag", tag).result(body.get());
    }
  }

  private static boolean forbidsKeeping(Context ctx) {
    String control = ctx.res().getHeader("Cache-Control");
    return control != null && control.contains("no-store");
  }

  /** Empty where a handler writes by itself. */
  private static Optional<byte[]> body(Context ctx) throws IOException {
    InputStream result = ctx.resultInputStream();
    return result == null ? Optional.empty() : Optional.of(result.readAllBytes());
  }

  private static void notModified(Context ctx, String tag) {
    revalidated(ctx);
    ctx.header("ETag", tag).status(HttpStatus.NOT_MODIFIED).result("");
  }

  private static void revalidated(Context ctx) {
    if (!ctx.res().containsHeader("Cache-Control")) {
      ctx.header("Cache-Control", "no-cache");
    }
  }

  private static void send(Context ctx, String tag, Rendition rendition) {
    revalidated(ctx);
    ctx.header("ETag", tag).contentType(rendition.type());
    rendition.headers().forEach(ctx::header);
    String vary = ctx.res().getHeader("Vary");
    ctx.header("Vary", vary == null ? "Accept-Encoding" : vary + ", Accept-Encoding");
    if (rendition.zipped().isPresent() && takesGzip(ctx)) {
      ctx.header("Content-Encoding", "gzip").result(rendition.zipped().get());
    } else {
      // Or it would be zipped on its way out, again for every answer.
      ctx.disableCompression();
      ctx.result(rendition.plain());
    }
  }

  private static boolean takesGzip(Context ctx) {
    String accepted = ctx.header("Accept-Encoding");
    return accepted != null
        && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
            .map(one -> one.replace(" ", ""))
            .anyMatch(one -> one.equals("gzip") || one.matches("gzip;q=(1|0\\.[0-9]*[1-9]).*"));
  }

  private static Rendition rendition(Context ctx, byte[] body) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : HEADERS) {
      Optional.ofNullable(ctx.res().getHeader(name)).ifPresent(value -> headers.put(name, value));
    }
    return new Rendition(
        ctx.res().getContentType(),
        headers,
        body,
        body.length < WORTH_ZIPPING ? Optional.empty() : Optional.of(zipped(body)));
  }

  private static byte[] zipped(byte[] body) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(body);
    }
    return zipped.toByteArray();
  }

  private Optional<Rendition> find(String tag) {
    synchronized (kept) {
      return Optional.ofNullable(kept.get(tag));
    }
  }

  private void keep(String tag, Rendition made) {
    synchronized (kept) {
      Rendition before = kept.put(tag, made);
      bytes += made.size() - (before == null ? 0 : before.size());
      Iterator<Rendition> oldest = kept.values().iterator();
      while (bytes > MOST_BYTES && oldest.hasNext()) {
        bytes -= oldest.next().size();
        oldest.remove();
      }
    }
  }

  private String tag(Edition edition, Context ctx, String kind) {
    String query = ctx.queryString() == null ? "" : ctx.queryString();
    return tag(
        String.join("\n", edition.name(), ctx.path(), query, variant.apply(ctx), kind)
            .getBytes(UTF_8));
  }

  private static String tag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return "W/\""
          + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES))
          + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the asker has what this tag names. */
  private static boolean has(Context ctx, String tag) {
    String had = ctx.header("If-None-Match");
    return had != null
        && Arrays.stream(had.split(","))
            .map(String::strip)
            .anyMatch(one -> one.equals("*") || weak(one).equals(tag));
  }

  private static String weak(String tag) {
    return tag.startsWith("W/") ? tag : "W/" + tag;
  }
}
