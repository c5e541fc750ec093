package org.hideandseek.app.participant;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.hideandseek.app.CommandException;

/**
 * Uploads a file by tus 1.0.0. A connection that breaks is taken up again where the platform has
 * got to. Nothing about an upload is kept on this machine: it is begun with a key that follows from
 * what is sent, so that the same command finds the same upload again.
 */
final class ResumableUpload {
  private static final String VERSION = "1.0.0";
  private static final long CHUNK = 64L << 20;
  private static final int PATIENCE = 6;
  private static final String STATUS = "the platform answered with status ";

  private final Remote remote;
  private final String path;
  private final Map<String, String> metadata;
  private final UploadedFile file;

  /**
   * An upload.
   *
   * @param path where uploads of the challenge begin
   * @param metadata what is said about the file
   */
  ResumableUpload(Remote remote, String path, Map<String, String> metadata, UploadedFile file) {
    this.remote = remote;
    this.path = path;
    this.metadata = Map.copyOf(metadata);
    this.file = file;
  }

  /**
   * Sends what the platform does not have yet, and makes a submission of it.
   *
   * @return the platform's answer about the new submission
   * @throws CommandException if the platform refuses, or the connection stays broken; the upload
   *     goes on then when the same is sent again
   */
  JsonNode send() {
    String upload = begun();
    try (ProgressLine line =
        new ProgressLine("Sending " + file.path().getFileName(), file.bytes())) {
      long offset = offset(upload).orElse(0);
      int failures = 0;
      while (offset < file.bytes()) {
        line.at(offset);
        long before = offset;
        try {
          offset = sendChunk(upload, offset, line);
        } catch (IOException e) {
          failures = offset > before ? 0 : failures + 1;
          pause(failures, e);
          OptionalLong got = offsetIfReachable(upload);
          if (got.isPresent() && got.getAsLong() > offset) {
            failures = 0;
          }
          offset = got.orElse(offset);
          continue;
        }
        failures = 0;
      }
      line.at(offset);
    }
    return remote.post(upload + "/submission");
  }

  /** The address of the upload, of one that was cut before if there is one. */
  private String begun() {
    String first = begin(key());
    if (offset(first).isPresent()) {
      return first;
    }
    // What was begun with that key is over; the platform remembers the key for a day.
    return begin(UUID.randomUUID().toString());
  }

  private String key() {
    String content =
        path
            + "\n"
            + file.sha256()
            + "\n"
            + metadata.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    return "submit-"
        + HexFormat.of().formatHex(UploadedFile.digest().digest(content.getBytes(UTF_8)));
  }

  private String begin(String key) {
    HttpRequest request =
        remote
            .request(path)
            .header("Tus-Resumable", VERSION)
            .header("Upload-Length", Long.toString(file.bytes()))
            .header("Upload-Metadata", metadataHeader())
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.noBody())
            .build();
    HttpResponse<InputStream> answer = remote.send(request, BodyHandlers.ofInputStream());
    Remote.requireGood(answer);
    close(answer);
    return answer
        .headers()
        .firstValue("Location")
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCodes.REFUSED, "The platform began an upload and did not say where."));
  }

  private String metadataHeader() {
    return metadata.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                entry.getKey()
                    + " "
                    + Base64.getEncoder().encodeToString(entry.getValue().getBytes(UTF_8)))
        .collect(Collectors.joining(","));
  }

  /** How much the platform has; empty if it does not know the upload. */
  private OptionalLong offset(String upload) {
    HttpResponse<Void> answer = remote.send(head(upload), BodyHandlers.discarding());
    if (answer.statusCode() == 404 || answer.statusCode() == 410) {
      return OptionalLong.empty();
    }
    if (answer.statusCode() >= 300) {
      throw new CommandException(
          ExitCodes.of(answer.statusCode()),
          "The upload can't go on: " + STATUS + answer.statusCode() + ".");
    }
    return OptionalLong.of(offset(answer).orElse(0L));
  }

  private OptionalLong offsetIfReachable(String upload) {
    try {
      HttpResponse<Void> answer = remote.sendOnce(head(upload), BodyHandlers.discarding());
      return answer.statusCode() < 300
          ? OptionalLong.of(offset(answer).orElse(0L))
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private HttpRequest head(String upload) {
    return remote
        .request(upload)
        .header("Tus-Resumable", VERSION)
        .method("HEAD", BodyPublishers.noBody())
        .build();
  }

  private static Optional<Long> offset(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Upload-Offset")
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }

  /** Sends a part, and returns how much the platform has then. */
  private long sendChunk(String upload, long offset, ProgressLine line) throws IOException {
    long count = Math.min(CHUNK, file.bytes() - offset);
    BodyPublisher stream =
        BodyPublishers.ofInputStream(
            () -> {
              try {
                return file.part(offset, count, line::at);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    HttpRequest request =
        remote
            .request(upload)
            .header("Tus-Resumable", VERSION)
            .header("Upload-Offset", Long.toString(offset))
            .header("Content-Type", "application/offset+octet-stream")
            .method("PATCH", BodyPublishers.fromPublisher(stream, count))
            .build();
    HttpResponse<InputStream> answer = remote.sendOnce(request, BodyHandlers.ofInputStream());
    int status = answer.statusCode();
    if (status == 409 || status == 423 || status == 503) {
      // Another offset than we thought, or our cut request still holds it: look again.
      close(answer);
      throw new IOException(STATUS + status);
    }
    Remote.requireGood(answer);
    close(answer);
    return offset(answer)
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCodes.REFUSED, "The platform does not say how much of the file it has."));
  }

  private void pause(int failures, IOException failure) {
    if (failures > PATIENCE) {
      throw new CommandException(
          ExitCodes.NOT_NOW,
          "The upload broke off ("
              + (failure.getMessage() == null ? "connection lost" : failure.getMessage())
              + "); run the same command again, and it goes on where it stopped.");
    }
    try {
      TimeUnit.MILLISECONDS.sleep(Math.min(250L << failures, 10_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCodes.NOT_NOW, "The command was interrupted.");
    }
  }

  private static void close(HttpResponse<InputStream> answer) {
    try {
      answer.body().close();
    } catch (IOException e) {
      // Its head has been read, and that is all.
      return;
    }
  }
}
