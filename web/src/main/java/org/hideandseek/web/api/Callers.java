package org.hideandseek.web.api;

import io.javalin.http.Context;
import java.util.Optional;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.web.session.Browser;

/**
 * Finds out for whom a request speaks: who has its token, else who has logged in at the browser
 * that sent it. A browser sends its session along whoever made it send the request; so what changes
 * something by a session needs the key of one of our own forms, too.
 */
public final class Callers {
  private final Participants participants;
  private final Browser browser;

  public Callers(Participants participants, Browser browser) {
    this.participants = participants;
    this.browser = browser;
  }

  /** Who reads, if it is somebody known; UNAUTHORIZED if the token is nobody's. */
  public Optional<Entrant> reader(Context ctx) {
    if (ctx.header("Authorization") != null) {
      return Optional.of(participants.byToken(BearerToken.of(ctx), Scope.READ));
    }
    return browser.visit(ctx).map(participants::reading);
  }

  /** Whether somebody may read by having logged in, not by a token. */
  public boolean hasSession(Context ctx) {
    return ctx.header("Authorization") == null && browser.hasSession(ctx);
  }

  /** Who reads what is not for everybody; UNAUTHORIZED if nobody is known. */
  public Entrant needReader(Context ctx) {
    return reader(ctx).orElseThrow(Callers::unknown);
  }

  /**
   * Who changes something; UNAUTHORIZED if nobody is known, FORBIDDEN if a token is for reading
   * only, or a session comes without the key of a form.
   */
  public Entrant needSubmitter(Context ctx) {
    if (ctx.header("Authorization") != null) {
      return participants.byToken(BearerToken.of(ctx), Scope.SUBMIT);
    }
    Entrant entrant = browser.visit(ctx).map(participants::acting).orElseThrow(Callers::unknown);
    browser.requireOwnForm(ctx);
    return entrant;
  }

  private static ProblemException unknown() {
    return new ProblemException(
        Problem.UNAUTHORIZED,
        "Log in, or send your token in the header 'Authorization: Bearer TOKEN'.");
  }
}
