package org.hideandseek.web.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import org.hideandseek.platform.audience.SubmissionDetails;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.web.api.Json;
import org.slf4j.MDC;

/** Answers that something has become a submission. */
final class EnteredJson {
  private EnteredJson() {}

  static void send(Context ctx, Json json, Visitors visitors, long id) {
    MDC.put("submission", Long.toString(id));
    SubmissionDetails details = visitors.submission(id);
    ObjectNode node = json.object();
    node.put("id", id).put("state", details.summary().state().word());
    node.put("sha256", details.archive());
    ctx.status(201).header("Location", "/api/v1/submissions/" + id);
    json.send(ctx, node);
  }
}
