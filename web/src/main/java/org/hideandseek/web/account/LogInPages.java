package org.hideandseek.web.account;

import static org.hideandseek.web.session.Browser.field;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.hideandseek.platform.account.Accounts;
import org.hideandseek.platform.account.LogIn;
import org.hideandseek.platform.account.SecondFactors;
import org.hideandseek.platform.account.Verifications;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.error.ErrorAnswers;
import org.hideandseek.web.session.Browser;

/** Sign up, log in, log out, and set a new password with a link. */
final class LogInPages {
  private static final String MADE =
      "If this e-mail address had no account before, it has one now. Log in.";
  private static final String MAILED =
      " A mail to this address is on its way, with a link to confirm that it is yours.";

  private final Accounts accounts;
  private final SecondFactors secondFactors;
  private final Verifications verifications;
  private final Doorway doorway;
  private final Entry entry;
  private final Browser browser;

  LogInPages(People people, Doorway doorway, Entry entry) {
    this.accounts = people.accounts();
    this.secondFactors = people.secondFactors();
    this.verifications = people.verifications();
    this.doorway = doorway;
    this.entry = entry;
    this.browser = doorway.browser();
  }

  void addTo(RoutesConfig routes) {
    routes.get("/sign-up", ctx -> showSignUp(ctx, "", "", ""));
    routes.head("/sign-up", ctx -> showSignUp(ctx, "", "", ""));
    routes.post("/sign-up", this::signUp);
    routes.get("/log-in", this::showLogIn);
    routes.head("/log-in", this::showLogIn);
    routes.post("/log-in", this::logIn);
    routes.post("/log-in/code", this::giveCode);
    routes.post("/log-out", this::logOut);
    routes.get("/reset", ctx -> showReset(ctx, query(ctx, "token"), ""));
    routes.head("/reset", ctx -> showReset(ctx, query(ctx, "token"), ""));
    routes.post("/reset", this::reset);
  }

  private void showSignUp(Context ctx, String email, String name, String bad) {
    doorway.show(
        ctx,
        "signup",
        "Sign up",
        new SignUpView(browser.formKey(ctx), email, name, safeNext(ctx), bad));
  }

  private void signUp(Context ctx) {
    browser.requireOwnForm(ctx);
    String email = field(ctx, "email");
    String name = field(ctx, "name");
    try {
      accounts.signUp(email, name, field(ctx, "password"), Browser.address(ctx));
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      showSignUp(ctx, shortened(email), shortened(name), e.getMessage());
      return;
    }
    doorway.askToLogIn(
        ctx, email, field(ctx, "next"), MADE + (verifications.asked() ? MAILED : ""), "");
  }

  private void showLogIn(Context ctx) {
    if (browser.person(ctx).isPresent()) {
      Doorway.goTo(ctx, Doorway.safe(query(ctx, "next"), "/account"));
    } else {
      doorway.askToLogIn(ctx, "", query(ctx, "next"), "", "");
    }
  }

  private void logIn(Context ctx) {
    browser.requireOwnForm(ctx);
    String email = field(ctx, "email");
    String next = field(ctx, "next");
    try {
      entry.go(ctx, accounts.beginLogIn(email, field(ctx, "password"), Browser.address(ctx)), next);
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      doorway.askToLogIn(ctx, shortened(email), next, "", e.getMessage());
    }
  }

  private void giveCode(Context ctx) {
    browser.requireOwnForm(ctx);
    String ticket = field(ctx, "ticket");
    String next = field(ctx, "next");
    try {
      String session = secondFactors.logIn(ticket, field(ctx, "code"), Browser.address(ctx));
      entry.go(ctx, new LogIn.Session(session), next);
    } catch (ProblemException e) {
      if (e.problem() == Problem.NOT_FOUND) {
        ctx.status(ErrorAnswers.status(Problem.UNAUTHORIZED));
        doorway.askToLogIn(ctx, "", next, "", e.getMessage());
        return;
      }
      Doorway.statusOf(e, ctx);
      entry.askForCode(ctx, ticket, next, e.getMessage());
    }
  }

  private void logOut(Context ctx) {
    browser.requireOwnForm(ctx);
    browser.logOut(ctx);
    Doorway.goTo(ctx, "/log-in");
  }

  private void showReset(Context ctx, String token, String bad) {
    String email = accounts.ofReset(token).email().value();
    doorway.show(
        ctx, "reset", "New password", new ResetView(browser.formKey(ctx), token, email, bad));
  }

  private void reset(Context ctx) {
    browser.requireOwnForm(ctx);
    String token = field(ctx, "token");
    try {
      accounts.resetPassword(token, field(ctx, "password"), Browser.address(ctx));
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      showReset(ctx, token, e.getMessage());
      return;
    }
    doorway.askToLogIn(ctx, "", "", "The new password is set. Log in with it.", "");
  }

  private static String safeNext(Context ctx) {
    String next = field(ctx, "next");
    return Doorway.safe(next.isEmpty() ? query(ctx, "next") : next, "");
  }

  private static String query(Context ctx, String name) {
    String value = ctx.queryParam(name);
    return value == null ? "" : value;
  }

  /** A refused text is shown again, but not a book of it. */
  private static String shortened(String typed) {
    return typed.length() > 300 ? typed.substring(0, 300) : typed;
  }

  /** What the template shows. */
  record SignUpView(String form, String email, String name, String next, String bad) {
    boolean isBad() {
      return !bad.isEmpty();
    }
  }

  /** What the template shows. */
  record ResetView(String form, String token, String email, String bad) {
    boolean isBad() {
      return !bad.isEmpty();
    }
  }
}
