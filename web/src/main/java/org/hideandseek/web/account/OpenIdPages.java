package org.hideandseek.web.account;

import static org.hideandseek.web.session.Browser.field;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.security.SecureRandom;
import org.hideandseek.platform.account.Identities;
import org.hideandseek.platform.account.Identities.Arrival;
import org.hideandseek.platform.account.Identity;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.error.ErrorAnswers;
import org.hideandseek.web.openid.Attempt;
import org.hideandseek.web.openid.OpenIdConfig;
import org.hideandseek.web.openid.OpenIdProvider;
import org.hideandseek.web.session.Browser;

/** Logs people in at an OpenID provider. */
final class OpenIdPages {
  private final OpenIdProvider provider;
  private final Identities identities;
  private final Doorway doorway;
  private final Entry entry;
  private final Browser browser;
  private final Tokens tokens = new Tokens(new SecureRandom());

  OpenIdPages(OpenIdProvider provider, Identities identities, Doorway doorway, Entry entry) {
    this.provider = provider;
    this.identities = identities;
    this.doorway = doorway;
    this.entry = entry;
    this.browser = doorway.browser();
  }

  void addTo(RoutesConfig routes) {
    // A link and no form: what a form may lead to is this site alone.
    routes.get("/log-in/openid", this::leave);
    routes.get(OpenIdConfig.CALLBACK, this::comeBack);
    routes.post("/log-in/openid/link", this::link);
  }

  private void leave(Context ctx) {
    String next = ctx.queryParam("next");
    Attempt attempt = new Attempt(tokens.draw(""), Doorway.safe(next == null ? "" : next, ""));
    try {
      String question = provider.question(attempt).toString();
      browser.leaveFor(ctx, attempt.cookie());
      ctx.header("Cache-Control", "no-store");
      ctx.redirect(question, HttpStatus.SEE_OTHER);
    } catch (ProblemException e) {
      sorry(ctx, "", e);
    }
  }

  private void comeBack(Context ctx) {
    String next = "";
    try {
      Attempt attempt =
          browser.comeBack(ctx).flatMap(Attempt::ofCookie).orElseThrow(OpenIdPages::notBegun);
      next = attempt.next();
      Identity identity = provider.identity(attempt, ctx.queryParamMap());
      Arrival arrival = identities.logIn(identity, Browser.address(ctx));
      if (arrival instanceof Arrival.Known known) {
        entry.goFromElsewhere(ctx, known.logIn(), next);
      } else if (arrival instanceof Arrival.PasswordNeeded needed) {
        ask(ctx, needed.ticket(), needed.email().value(), next, "");
      }
    } catch (ProblemException e) {
      sorry(ctx, next, e);
    }
  }

  private static ProblemException notBegun() {
    return new ProblemException(
        Problem.UNAUTHORIZED,
        "This log-in was begun in another browser, took longer than ten minutes, or is over; begin again.");
  }

  private void link(Context ctx) {
    browser.requireOwnForm(ctx);
    String ticket = field(ctx, "ticket");
    String next = field(ctx, "next");
    try {
      entry.go(ctx, identities.link(ticket, field(ctx, "password"), Browser.address(ctx)), next);
    } catch (ProblemException e) {
      if (e.problem() == Problem.NOT_FOUND) {
        sorry(ctx, next, e);
        return;
      }
      Doorway.statusOf(e, ctx);
      ask(ctx, ticket, identities.waitsFor(ticket).value(), next, e.getMessage());
    }
  }

  private void ask(Context ctx, String ticket, String email, String next, String bad) {
    doorway.show(
        ctx,
        "link",
        "Your password",
        new LinkView(
            browser.formKey(ctx), ticket, email, Doorway.safe(next, ""), provider.name(), bad));
  }

  /** What is wrong with a log-in is said where another can begin. */
  private void sorry(Context ctx, String next, ProblemException problem) {
    ctx.status(ErrorAnswers.status(problem.problem()));
    doorway.askToLogIn(ctx, "", next, "", problem.getMessage());
  }

  /** What the template shows. */
  record LinkView(
      String form, String ticket, String email, String next, String provider, String bad) {
    boolean isBad() {
      return !bad.isEmpty();
    }
  }
}
