package org.hideandseek.web.submission;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * What the forms of a submission's page do. Whoever sends one types a token into it, so that no
 * other site can send it for them.
 */
public final class EndingPages {
  private final Participants participants;
  private final Operators operators;

  public EndingPages(Participants participants, Operators operators) {
    this.participants = participants;
    this.operators = operators;
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/submissions/{id}/cancel", this::cancel);
    routes.post("/submissions/{id}/withdraw", this::withdraw);
    routes.post("/submissions/{id}/disqualify", this::disqualify);
  }

  private void cancel(Context ctx) {
    participants.cancel(token(ctx), SubmissionId.of(ctx));
    back(ctx);
  }

  private void withdraw(Context ctx) {
    participants.withdraw(token(ctx), SubmissionId.of(ctx));
    back(ctx);
  }

  private void disqualify(Context ctx) {
    String reason = ctx.formParam("reason");
    operators.disqualify(token(ctx), SubmissionId.of(ctx), reason == null ? "" : reason);
    back(ctx);
  }

  private static String token(Context ctx) {
    String token = ctx.formParam("token");
    if (token == null || token.isBlank()) {
      throw new ProblemException(
          Problem.UNAUTHORIZED, "The form lacks a token; go back and fill it in.");
    }
    return token.strip();
  }

  private static void back(Context ctx) {
    ctx.redirect("/submissions/" + SubmissionId.of(ctx), HttpStatus.SEE_OTHER);
  }
}
