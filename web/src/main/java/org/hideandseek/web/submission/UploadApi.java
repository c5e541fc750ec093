package org.hideandseek.web.submission;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hideandseek.platform.audience.EntryForm;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.web.api.Callers;
import org.hideandseek.web.api.Json;

/**
 * Takes an archive as the body of one request and hands it on as it arrives; it is never held in
 * memory, whatever its size.
 *
 * @see TusApi for one that can be resumed
 */
public final class UploadApi {
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

  private void submit(Context ctx) {
    ArchiveStream archive = new ArchiveStream(ctx.req());
    try {
      checkType(ctx);
      Entrant entrant = callers.needSubmitter(ctx);
      EntryForm form =
          EntryFields.form(
              fields(ctx), "The address needs '?role=hider&name=NAME' or '?role=seeker&name=NAME'");
      if (ctx.req().getContentLengthLong() == 0) {
        throw new ProblemException(
            Problem.INVALID,
            "The body is empty; send what 'docker save' writes, or a ZIP in the format of 2020.");
      }
      long id = participants.submit(entrant, ctx.pathParam("name"), form, archive);
      EnteredJson.send(ctx, json, visitors, id);
    } catch (ProblemException | UnsupportedMediaTypeResponse e) {
      archive.drain();
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

  private static Map<String, String> fields(Context ctx) {
    Map<String, String> fields = new LinkedHashMap<>();
    ctx.queryParamMap().forEach((name, values) -> fields.put(name, values.get(0)));
    return fields;
  }
}
