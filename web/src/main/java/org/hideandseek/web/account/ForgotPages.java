package org.hideandseek.web.account;

import static org.hideandseek.web.session.Browser.field;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.hideandseek.platform.account.ForgottenPasswords;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.session.Browser;

/** Asks for a link by mail, or says whom to ask where there is no mail. */
final class ForgotPages {
  private static final String SENT =
      "If there is an account of this address, a mail with a link is on its way to it. It works once and within a day.";

  private final ForgottenPasswords forgotten;
  private final Doorway doorway;
  private final Browser browser;

  ForgotPages(ForgottenPasswords forgotten, Doorway doorway) {
    this.forgotten = forgotten;
    this.doorway = doorway;
    this.browser = doorway.browser();
  }

  void addTo(RoutesConfig routes) {
    routes.get("/forgot", ctx -> show(ctx, "", ""));
    routes.head("/forgot", ctx -> show(ctx, "", ""));
    routes.post("/forgot", this::ask);
  }

  private void ask(Context ctx) {
    browser.requireOwnForm(ctx);
    try {
      forgotten.ask(field(ctx, "email"), Browser.address(ctx));
      show(ctx, SENT, "");
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      show(ctx, "", e.getMessage());
    }
  }

  private void show(Context ctx, String good, String bad) {
    doorway.show(
        ctx,
        "forgot",
        "Forgot your password?",
        new View(browser.formKey(ctx), forgotten.possible(), good, bad));
  }

  /** What the template shows. */
  record View(String form, boolean possible, String good, String bad) {
    boolean isGood() {
      return !good.isEmpty();
    }

    boolean isBad() {
      return !bad.isEmpty();
    }
  }
}
