package org.hideandseek.web.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.web.api.BearerToken;
import org.hideandseek.web.api.Callers;
import org.hideandseek.web.api.Document;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.challenge.ChallengeJson;

/**
 * Steers submissions: their teams cancel, withdraw and choose them for the next phase, the operator
 * disqualifies them and raises them in the queue.
 */
public final class EndingApi {
  private final Participants participants;
  private final Callers callers;
  private final Operators operators;
  private final Visitors visitors;
  private final Json json;

  public EndingApi(
      Participants participants,
      Callers callers,
      Operators operators,
      Visitors visitors,
      Json json) {
    this.participants = participants;
    this.callers = callers;
    this.operators = operators;
    this.visitors = visitors;
    this.json = json;
  }

  public void addTo(RoutesConfig routes) {
    routes.put("/api/v1/submissions/{id}/choice", ctx -> choose(ctx, true));
    routes.delete("/api/v1/submissions/{id}/choice", ctx -> choose(ctx, false));
    routes.post("/api/v1/submissions/{id}/cancel", this::cancel);
    routes.post("/api/v1/submissions/{id}/withdraw", this::withdraw);
    routes.post("/api/v1/submissions/{id}/disqualify", this::disqualify);
    routes.post("/api/v1/submissions/{id}/raise", this::raise);
  }

  private void choose(Context ctx, boolean chosen) {
    participants.choose(callers.needSubmitter(ctx), SubmissionId.of(ctx), chosen);
    answer(ctx);
  }

  private void cancel(Context ctx) {
    participants.cancel(callers.needSubmitter(ctx), SubmissionId.of(ctx));
    answer(ctx);
  }

  private void withdraw(Context ctx) {
    participants.withdraw(callers.needSubmitter(ctx), SubmissionId.of(ctx));
    answer(ctx);
  }

  private void disqualify(Context ctx) throws IOException {
    String token = BearerToken.of(ctx);
    String reason = Document.text(Document.of(ctx, "{\"reason\": \"It calls home.\"}"), "reason");
    operators.disqualify(token, SubmissionId.of(ctx), reason);
    answer(ctx);
  }

  private void raise(Context ctx) {
    operators.raise(BearerToken.of(ctx), SubmissionId.of(ctx));
    answer(ctx);
  }

  private void answer(Context ctx) {
    ObjectNode node = json.object();
    ChallengeJson.submission(node, visitors.submission(SubmissionId.of(ctx)).summary());
    json.send(ctx, node);
  }
}
