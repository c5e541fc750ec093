package org.hideandseek.web.submission;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.web.api.Callers;
import org.hideandseek.web.session.Browser;

/**
 * What the forms of a submission's page do. Who has logged in sends them with the key of the form;
 * anybody else types a token into them. Either way no other site can send them.
 */
public final class EndingPages {
  private final Participants participants;
  private final Callers callers;
  private final Operators operators;

  public EndingPages(Participants participants, Callers callers, Operators operators) {
    this.participants = participants;
    this.callers = callers;
    this.operators = operators;
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/submissions/{id}/choose", ctx -> choose(ctx, true));
    routes.post("/submissions/{id}/unchoose", ctx -> choose(ctx, false));
    routes.post("/submissions/{id}/cancel", this::cancel);
    routes.post("/submissions/{id}/withdraw", this::withdraw);
    routes.post("/submissions/{id}/disqualify", this::disqualify);
  }

  private void choose(Context ctx, boolean chosen) {
    participants.choose(team(ctx), SubmissionId.of(ctx), chosen);
    String list = Browser.field(ctx, "challenge");
    if (list.matches("[a-z0-9][a-z0-9-]{1,39}")) {
      ctx.redirect("/challenges/" + list + "/team#submissions", HttpStatus.SEE_OTHER);
    } else {
      back(ctx);
    }
  }

  private void cancel(Context ctx) {
    participants.cancel(team(ctx), SubmissionId.of(ctx));
    back(ctx);
  }

  private void withdraw(Context ctx) {
    participants.withdraw(team(ctx), SubmissionId.of(ctx));
    back(ctx);
  }

  private void disqualify(Context ctx) {
    operators.disqualify(
        Browser.field(ctx, "token").strip(), SubmissionId.of(ctx), Browser.field(ctx, "reason"));
    back(ctx);
  }

  private Entrant team(Context ctx) {
    String token = Browser.field(ctx, "token").strip();
    return token.isEmpty() ? callers.needSubmitter(ctx) : participants.byToken(token, Scope.SUBMIT);
  }

  private static void back(Context ctx) {
    ctx.redirect("/submissions/" + SubmissionId.of(ctx), HttpStatus.SEE_OTHER);
  }
}
