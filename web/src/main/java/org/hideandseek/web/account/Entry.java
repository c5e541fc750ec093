package org.hideandseek.web.account;

import io.javalin.http.Context;
import org.hideandseek.platform.account.LogIn;
import org.hideandseek.web.session.Browser;

/** The last steps of every log-in, however it began. */
final class Entry {
  private static final String ACCOUNT = "/account";

  private final Doorway doorway;
  private final Browser browser;

  Entry(Doorway doorway) {
    this.doorway = doorway;
    this.browser = doorway.browser();
  }

  /**
   * Goes on: to the page that was wanted, or to that for the code.
   *
   * @param next where to go on afterwards; anything but an address within this site is the
   *     account's page
   */
  void go(Context ctx, LogIn logIn, String next) {
    if (logIn instanceof LogIn.Session session) {
      browser.logIn(ctx, session.secret());
      Doorway.goTo(ctx, Doorway.safe(next, ACCOUNT));
    } else if (logIn instanceof LogIn.CodeNeeded needed) {
      askForCode(ctx, needed.ticket(), next, "");
    }
  }

  /**
   * As {@link #go}, for who comes from another site: a browser keeps its strict cookies back while
   * it follows what that site began, so that a page of our own has to send it on.
   */
  void goFromElsewhere(Context ctx, LogIn logIn, String next) {
    if (logIn instanceof LogIn.Session session) {
      browser.logIn(ctx, session.secret());
      doorway.show(ctx, "goon", "Logged in", new GoOnView(Doorway.safe(next, ACCOUNT)));
    } else {
      go(ctx, logIn, next);
    }
  }

  /** The page for a code. */
  void askForCode(Context ctx, String ticket, String next, String bad) {
    doorway.show(
        ctx,
        "code",
        "Code",
        new CodeView(browser.formKey(ctx), ticket, Doorway.safe(next, ""), bad));
  }

  /** What the template shows. */
  record CodeView(String form, String ticket, String next, String bad) {
    boolean isBad() {
      return !bad.isEmpty();
    }
  }

  /** What the template shows. */
  record GoOnView(String next) {}
}
