package org.hideandseek.web.api;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hideandseek.platform.audience.Collection;
import org.hideandseek.platform.audience.Download;

/**
 * Answers with a file or, where one is asked for, with a part of it (RFC 9110, 14), so that a
 * broken download goes on where it stopped. The header {@code Repr-Digest} (RFC 9530) has the
 * SHA-256 of the whole file, the entity tag as well.
 */
public final class FileAnswer {
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  private FileAnswer() {}

  /** Sends it. Nobody keeps a copy on the way: it is for one team. */
  public static void send(Context ctx, Download file) throws IOException {
    String tag = '"' + file.sha256() + '"';
    ctx.contentType("application/octet-stream")
        .header("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
        .header("Cache-Control", "private, no-store")
        .header("Accept-Ranges", "bytes")
        .header("ETag", tag)
        .header("Repr-Digest", "sha-256=:" + base64(file.sha256()) + ":");
    Part part = Part.of(ctx, tag, file.bytes());
    if (part.from() > part.to()) {
      ctx.status(HttpStatus.RANGE_NOT_SATISFIABLE)
          .header("Content-Range", "bytes */" + file.bytes());
      return;
    }
    if (part.count() < file.bytes()) {
      ctx.status(HttpStatus.PARTIAL_CONTENT)
          .header("Content-Range", "bytes " + part.from() + "-" + part.to() + "/" + file.bytes());
    }
    ctx.header("Content-Length", Long.toString(part.count()));
    if (ctx.method().name().equals("GET")) {
      file.content().write(part.from(), part.count(), ctx.outputStream());
    }
  }

  /** Sends a ZIP while it is made: nobody knows its length or its checksum before. */
  public static void send(Context ctx, Collection files) throws IOException {
    ctx.disableCompression();
    ctx.contentType("application/zip")
        .header("Content-Disposition", "attachment; filename=\"" + files.name() + "\"")
        .header("Cache-Control", "private, no-store");
    files.content().write(ctx.outputStream());
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  /** From which byte to which; {@code to} is before {@code from} where there is no such part. */
  private record Part(long from, long to) {
    static Part of(Context ctx, String tag, long bytes) {
      String range = ctx.header("Range");
      String condition = ctx.header("If-Range");
      boolean asked = range != null && (condition == null || condition.equals(tag));
      Matcher matcher = RANGE.matcher(asked ? range : "");
      // Several parts at once, and other units, may be answered with the whole.
      if (!matcher.matches() || (matcher.group(1) + matcher.group(2)).isEmpty()) {
        return new Part(0, Math.max(bytes - 1, 0));
      }
      if (matcher.group(1).isEmpty()) {
        long last = Long.parseLong(matcher.group(2));
        return new Part(last == 0 ? bytes : Math.max(bytes - last, 0), bytes - 1);
      }
      long from = Long.parseLong(matcher.group(1));
      long to = matcher.group(2).isEmpty() ? bytes - 1 : Long.parseLong(matcher.group(2));
      return from < bytes ? new Part(from, Math.min(to, bytes - 1)) : new Part(bytes, bytes - 1);
    }

    long count() {
      return to - from + 1;
    }
  }
}
