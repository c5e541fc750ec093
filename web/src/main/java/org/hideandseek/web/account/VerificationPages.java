package org.hideandseek.web.account;

import static org.hideandseek.web.session.Browser.field;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Verifications;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.session.Browser;

/**
 * Confirms an address with the link that was mailed to it. A browser that follows a link from a
 * mail may keep our strict cookies back, so that only the form on the page knows who has logged in.
 */
final class VerificationPages {
  private static final String PAGE = "/verify";

  private final Verifications verifications;
  private final Doorway doorway;
  private final Browser browser;

  VerificationPages(Verifications verifications, Doorway doorway) {
    this.verifications = verifications;
    this.doorway = doorway;
    this.browser = doorway.browser();
  }

  void addTo(RoutesConfig routes) {
    routes.get(PAGE, ctx -> show(ctx, typed(ctx), ""));
    routes.head(PAGE, ctx -> show(ctx, typed(ctx), ""));
    routes.post(PAGE, this::confirm);
  }

  private static String typed(Context ctx) {
    return Optional.ofNullable(ctx.queryParam("token")).orElse("");
  }

  private void confirm(Context ctx) {
    browser.requireOwnForm(ctx);
    String token = field(ctx, "token");
    Optional<Person> person = browser.person(ctx);
    if (person.isEmpty()) {
      String email = verifications.waitsFor(token).value();
      ctx.status(401);
      doorway.askToLogIn(
          ctx,
          email,
          here(token),
          "",
          "Log in with the password that you chose, and confirm it then.");
      return;
    }
    try {
      verifications.confirm(person.get(), token, Browser.address(ctx));
      Doorway.goTo(ctx, "/account#address");
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      show(ctx, token, e.getMessage());
    }
  }

  private static String here(String token) {
    return PAGE + "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
  }

  private void show(Context ctx, String token, String bad) {
    doorway.show(
        ctx,
        "verify",
        "Confirm your address",
        new View(browser.formKey(ctx), token, verifications.waitsFor(token).value(), bad));
  }

  /** What the template shows. */
  record View(String form, String token, String email, String bad) {
    boolean isBad() {
      return !bad.isEmpty();
    }
  }
}
