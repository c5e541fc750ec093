package org.hideandseek.web.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.web.api.Callers;
import org.hideandseek.web.api.Json;
import org.slf4j.MDC;

/**
 * Takes an archive as the body of a request and hands it on as it arrives; it is never held in
 * memory, whatever its size.
 */
public final class UploadApi {
  /** How much of a refused body is read, so that its sender gets to read why. */
  private static final long DRAINED_BYTES = 256L << 20;

  private static final long DRAINED_NANOS = 10_000_000_000L;
  private static final List<String> TYPES =
      List.of(
          "application/x-tar",
          "application/octet-stream",
          "application/gzip",
          "application/zip",
          "application/x-zip-compressed");

  private final Participants participants;
  private final Callers callers;
  private final Visitors visitors;
  private final Json json;

  public UploadApi(Participants participants, Callers callers, Visitors visitors, Json json) {
    this.participants = participants;
    this.callers = callers;
    this.visitors = visitors;
    this.json = json;
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/api/v1/challenges/{name}/submissions", this::submit);
  }

  private void submit(Context ctx) throws IOException {
    ArchiveStream archive = new ArchiveStream(ctx.req());
    try {
      checkType(ctx);
      Entrant entrant = callers.needSubmitter(ctx);
      PlayerRole role = role(ctx);
      String name = required(ctx, "name");
      if (ctx.req().getContentLengthLong() == 0) {
        throw new ProblemException(
            Problem.INVALID,
            "The body is empty; send what 'docker save' writes, or a ZIP in the format of 2020.");
      }
      long id = participants.submit(entrant, ctx.pathParam("name"), role, name, archive);
      MDC.put("submission", Long.toString(id));
      ObjectNode node = json.object();
      node.put("id", id).put("state", visitors.submission(id).summary().state().word());
      ctx.status(201).header("Location", "/api/v1/submissions/" + id);
      json.send(ctx, node);
    } catch (ProblemException | UnsupportedMediaTypeResponse e) {
      drain(archive);
      throw e;
    }
  }

  private static void checkType(Context ctx) {
    String header = ctx.contentType();
    String sent = ctx.req().getContentType();
    if (sent == null) {
      return;
    }
    String type = sent.split(";")[0].strip().toLowerCase(Locale.ROOT);
    if (!TYPES.contains(type)) {
      throw new UnsupportedMediaTypeResponse(
          "The body is the archive itself, not "
              + header
              + "; send it with the header 'Content-Type: application/x-tar', or application/zip for a ZIP.");
    }
  }

  private static PlayerRole role(Context ctx) {
    String word = required(ctx, "role");
    return Arrays.stream(PlayerRole.values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.INVALID, "The parameter role is hider or seeker, not '" + word + "'."));
  }

  private static String required(Context ctx, String parameter) {
    String value = ctx.queryParam(parameter);
    if (value == null || value.isBlank()) {
      throw new ProblemException(
          Problem.INVALID,
          "The address needs '?role=hider&name=NAME' or '?role=seeker&name=NAME'; "
              + parameter
              + " is missing.");
    }
    return value;
  }

  /**
   * Most clients look at the answer when they have sent everything, and see a broken connection
   * instead if nobody listens. One that asked first, with {@code Expect: 100-continue}, has sent
   * nothing.
   */
  private static void drain(ArchiveStream archive) {
    if (archive.senderWaits()) {
      return;
    }
    long end = System.nanoTime() + DRAINED_NANOS;
    byte[] buffer = new byte[1 << 16];
    try (InputStream rest = archive) {
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
