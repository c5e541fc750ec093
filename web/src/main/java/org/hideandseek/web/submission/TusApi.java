package org.hideandseek.web.submission;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hideandseek.platform.audience.EntryForm;
import org.hideandseek.platform.audience.UploadDetails;
import org.hideandseek.platform.audience.Uploads;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.web.api.Callers;
import org.hideandseek.web.api.Json;

/**
 * Uploads that can be resumed, by the protocol tus 1.0.0 with its extensions creation, expiration
 * and termination. One that is whole becomes a submission by a request of its own.
 *
 * @see <a href="https://tus.io/protocols/resumable-upload">the protocol</a>
 */
public final class TusApi {
  private static final String VERSION = "1.0.0";
  private static final String RESUMABLE = "Tus-Resumable";
  private static final String OFFSET = "Upload-Offset";
  private static final String LENGTH = "Upload-Length";
  private static final String PART = "application/offset+octet-stream";
  private static final String HOME = "/api/v1/uploads";
  private static final String ONE = HOME + "/{id}";
  private static final String CREATION = "/api/v1/challenges/{name}/uploads";

  /** As in HTTP's own headers. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Uploads uploads;
  private final Callers callers;
  private final Visitors visitors;
  private final Json json;

  public TusApi(Uploads uploads, Callers callers, Visitors visitors, Json json) {
    this.uploads = uploads;
    this.callers = callers;
    this.visitors = visitors;
    this.json = json;
  }

  public void addTo(RoutesConfig routes) {
    routes.options(CREATION, this::abilities);
    routes.post(CREATION, this::begin);
    routes.get(HOME, this::list);
    routes.head(HOME, this::list);
    routes.get(ONE, this::show);
    routes.head(ONE, this::offset);
    routes.patch(ONE, this::append);
    routes.delete(ONE, this::delete);
    routes.post(ONE + "/submission", this::complete);
  }

  private void abilities(Context ctx) {
    long largest = visitors.challenge(ctx.pathParam("name")).definition().largestArchiveBytes();
    ctx.status(204)
        .header(RESUMABLE, VERSION)
        .header("Tus-Version", VERSION)
        .header("Tus-Extension", "creation,expiration,termination")
        .header("Tus-Max-Size", Long.toString(largest));
  }

  private void begin(Context ctx) {
    requireVersion(ctx);
    Entrant entrant = callers.needSubmitter(ctx);
    EntryForm form =
        EntryFields.form(
            metadata(ctx), "The header Upload-Metadata needs role and name, in Base64");
    UploadDetails upload = uploads.begin(entrant, ctx.pathParam("name"), form, number(ctx, LENGTH));
    ctx.status(201).header("Location", HOME + "/" + upload.id());
    state(ctx, upload);
    // Whoever repeats it with its key is told the address again, so it may be kept.
    ctx.header("Cache-Control", "no-cache");
  }

  /** Pairs of a key and the Base64 of its value; where there is no value, it is empty. */
  private static Map<String, String> metadata(Context ctx) {
    Map<String, String> fields = new LinkedHashMap<>();
    String header = ctx.header("Upload-Metadata");
    if (header == null || header.isBlank()) {
      return fields;
    }
    for (String pair : header.split(",", -1)) {
      String[] sides = pair.strip().split(" ", 2);
      try {
        String value =
            sides.length == 1
                ? ""
                : new String(Base64.getDecoder().decode(sides[1].strip()), UTF_8);
        if (fields.putIfAbsent(sides[0], value) != null) {
          throw new ProblemException(
              Problem.INVALID, "The header Upload-Metadata has a key twice; send each once.");
        }
      } catch (IllegalArgumentException e) {
        throw new ProblemException(
            Problem.INVALID,
            "The header Upload-Metadata has a value that is no Base64; send 'KEY BASE64,KEY BASE64'.",
            e);
      }
    }
    return fields;
  }

  private void list(Context ctx) {
    ObjectNode node = json.object();
    ArrayNode list = node.putArray("uploads");
    uploads.unfinished(callers.needReader(ctx)).forEach(one -> put(list.addObject(), one));
    json.send(ctx, node);
    ctx.header("Cache-Control", "no-store");
  }

  private void show(Context ctx) {
    UploadDetails upload = uploads.find(callers.needReader(ctx), ctx.pathParam("id"));
    ObjectNode node = json.object();
    put(node, upload);
    json.send(ctx, node);
    state(ctx, upload);
  }

  private static void put(ObjectNode node, UploadDetails upload) {
    node.put("id", upload.id()).put("challenge", upload.challenge());
    node.put("role", upload.role().word()).put("name", upload.name());
    node.put("length", upload.length()).put("offset", upload.offset());
    Json.put(node, "begun_at", upload.begunAt());
    Json.put(node, "expires_at", upload.expiresAt());
    node.put("refusal", upload.refusal().isEmpty() ? null : upload.refusal());
    node.put("submission", upload.submission().orElse(null));
  }

  private void offset(Context ctx) {
    requireVersion(ctx);
    state(ctx, uploads.find(callers.needReader(ctx), ctx.pathParam("id")));
  }

  private void append(Context ctx) {
    ArchiveStream part = new ArchiveStream(ctx.req());
    try {
      requireVersion(ctx);
      String type = ctx.req().getContentType();
      if (type == null || !type.split(";")[0].strip().equalsIgnoreCase(PART)) {
        throw new UnsupportedMediaTypeResponse(
            "A part is sent with the header 'Content-Type: " + PART + "'.");
      }
      Entrant entrant = callers.needSubmitter(ctx);
      String id = ctx.pathParam("id");
      long offset = number(ctx, OFFSET);
      UploadDetails upload = uploads.find(entrant, id);
      long announced = ctx.req().getContentLengthLong();
      if (offset == upload.offset() && announced > upload.length() - offset) {
        throw new ProblemException(
            Problem.TOO_LARGE,
            "The part has "
                + announced
                + " bytes, and the upload lacks "
                + (upload.length() - offset)
                + "; nothing of it was taken.");
      }
      long end = uploads.append(entrant, id, offset, part);
      ctx.status(204)
          .header(RESUMABLE, VERSION)
          .header(OFFSET, Long.toString(end))
          .header("Upload-Expires", HTTP_DATE.format(upload.expiresAt()));
    } catch (ProblemException | HttpResponseException e) {
      part.drain();
      throw e;
    }
  }

  private void delete(Context ctx) {
    requireVersion(ctx);
    uploads.delete(callers.needSubmitter(ctx), ctx.pathParam("id"));
    ctx.status(204).header(RESUMABLE, VERSION);
  }

  private void complete(Context ctx) {
    long id = uploads.complete(callers.needSubmitter(ctx), ctx.pathParam("id"));
    ctx.header(RESUMABLE, VERSION);
    EnteredJson.send(ctx, json, visitors, id);
  }

  private static void state(Context ctx, UploadDetails upload) {
    ctx.header(RESUMABLE, VERSION)
        .header(OFFSET, Long.toString(upload.offset()))
        .header(LENGTH, Long.toString(upload.length()))
        .header("Upload-Expires", HTTP_DATE.format(upload.expiresAt()))
        .header("Cache-Control", "no-store");
  }

  private static void requireVersion(Context ctx) {
    if (!VERSION.equals(ctx.header(RESUMABLE))) {
      ctx.header(RESUMABLE, VERSION).header("Tus-Version", VERSION);
      throw new HttpResponseException(
          412, "Send the header '" + RESUMABLE + ": " + VERSION + "': this is the protocol tus.");
    }
  }

  private static long number(Context ctx, String header) {
    String value = ctx.header(header);
    if (value == null || !value.matches("[0-9]{1,18}")) {
      throw new ProblemException(
          Problem.INVALID, "The header " + header + " is a number of bytes; send it.");
    }
    return Long.parseLong(value);
  }
}
