package org.hideandseek.app.participant;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hideandseek.app.CommandException;

/**
 * Gets a file. What has come of it lies beside it, named after its checksum and ending in {@code
 * .part}, until it is whole and its checksum right: then it gets its name. Where the platform can't
 * give parts of it, what came of a broken download is removed.
 */
final class FileDownload {
  private static final Pattern DIGEST = Pattern.compile("sha-256=:([A-Za-z0-9+/=]+):");
  private static final int PATIENCE = 4;

  private final Remote remote;
  private final String path;
  private final Path file;

  FileDownload(Remote remote, String path, Path file) {
    this.remote = remote;
    this.path = path;
    this.file = file.toAbsolutePath();
  }

  /**
   * What was got.
   *
   * @param bytes how long the file is
   * @param sha256 of its content, in hexadecimal digits
   */
  record Got(long bytes, String sha256) {}

  Got get() throws IOException {
    if (!Files.isDirectory(file.getParent())) {
      throw new CommandException(
          ExitCodes.USAGE, "There is no folder " + file.getParent() + "; make it first.");
    }
    for (int failures = 0; ; failures++) {
      try {
        return tryToGet();
      } catch (BrokenOff e) {
        if (!e.goesOn || failures == PATIENCE) {
          throw new CommandException(
              ExitCodes.NOT_NOW,
              "The download broke off; run the same command again"
                  + (e.goesOn ? ", and it goes on where it stopped." : "."));
        }
      }
    }
  }

  /** The connection was lost within the file. */
  private static final class BrokenOff extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean goesOn;

    BrokenOff(boolean goesOn, IOException cause) {
      super(cause);
      this.goesOn = goesOn;
    }
  }

  private Got tryToGet() throws IOException, BrokenOff {
    HttpResponse<Void> head =
        remote.send(
            remote.request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
            BodyHandlers.discarding());
    Optional<String> expected = head.statusCode() == 200 ? digest(head) : Optional.empty();
    Path part =
        file.resolveSibling(
            file.getFileName()
                + expected.map(sha -> "." + sha.substring(0, 12)).orElse("")
                + ".part");
    if (expected.isEmpty()) {
      Files.deleteIfExists(part);
    }
    long there = Files.exists(part) ? Files.size(part) : 0;
    OptionalLong length = head.headers().firstValueAsLong("Content-Length");
    if (expected.isEmpty() || length.isEmpty() || there < length.getAsLong()) {
      fetch(part, there, expected, length.orElse(0));
    }
    Got got = read(part);
    if (expected.isPresent() && !expected.get().equals(got.sha256())) {
      Files.delete(part);
      throw new CommandException(
          "What came is not what the platform has: its SHA-256 is "
              + got.sha256()
              + " and not "
              + expected.get()
              + ". It was deleted; run the command again.");
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    return got;
  }

  private void fetch(Path part, long there, Optional<String> expected, long length)
      throws IOException, BrokenOff {
    HttpRequest.Builder request = remote.request(path);
    if (there > 0) {
      request
          .header("Range", "bytes=" + there + "-")
          .header("If-Range", '"' + expected.orElseThrow() + '"');
    }
    HttpResponse<InputStream> answer = remote.send(request.build(), BodyHandlers.ofInputStream());
    Remote.requireGood(answer);
    boolean further = answer.statusCode() == 206;
    try (InputStream body = answer.body();
        OutputStream out =
            Files.newOutputStream(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                further ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
        ProgressLine line = new ProgressLine("Getting " + file.getFileName(), length)) {
      copy(body, out, further ? there : 0, line, expected.isPresent());
    } catch (BrokenOff e) {
      if (!e.goesOn) {
        Files.deleteIfExists(part);
      }
      throw e;
    }
  }

  private static void copy(
      InputStream body, OutputStream out, long from, ProgressLine line, boolean goesOn)
      throws IOException, BrokenOff {
    byte[] chunk = new byte[1 << 17];
    long at = from;
    while (true) {
      int count;
      try {
        count = body.read(chunk);
      } catch (IOException e) {
        throw new BrokenOff(goesOn, e);
      }
      if (count < 0) {
        return;
      }
      out.write(chunk, 0, count);
      at += count;
      line.at(at);
    }
  }

  private static Got read(Path part) throws IOException {
    UploadedFile whole = UploadedFile.of(part, bytes -> {});
    return new Got(whole.bytes(), whole.sha256());
  }

  private static Optional<String> digest(HttpResponse<?> head) {
    Matcher matcher = DIGEST.matcher(head.headers().firstValue("Repr-Digest").orElse(""));
    return matcher.find()
        ? Optional.of(HexFormat.of().formatHex(Base64.getDecoder().decode(matcher.group(1))))
        : Optional.empty();
  }
}
