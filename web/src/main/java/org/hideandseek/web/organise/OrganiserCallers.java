package org.hideandseek.web.organise;

import io.javalin.http.Context;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.audience.Acting;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Visit;
import org.hideandseek.web.api.BearerToken;
import org.hideandseek.web.session.Browser;

/** Which person a program's request speaks for: by their token, else by the browser's session. */
final class OrganiserCallers {
  private final People people;
  private final Browser browser;

  OrganiserCallers(People people, Browser browser) {
    this.people = people;
    this.browser = browser;
  }

  /** Who reads; UNAUTHORIZED if nobody is known. */
  Person reader(Context ctx) {
    return ctx.header("Authorization") == null ? session(ctx) : people.byToken(BearerToken.of(ctx));
  }

  /**
   * Who changes something; UNAUTHORIZED if nobody is known, FORBIDDEN if their token is for reading
   * only, or their session comes without the key of a form.
   */
  Acting changer(Context ctx) {
    if (ctx.header("Authorization") == null) {
      Person person = session(ctx);
      browser.requireOwnForm(ctx);
      return new Acting(person, Browser.address(ctx));
    }
    Visit visit =
        people.visits().byToken(BearerToken.of(ctx)).orElseThrow(OrganiserCallers::unknown);
    if (!visit.scope().covers(Scope.SUBMIT)) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "This token is for reading only; make one that may submit on your account's page.");
    }
    return new Acting(visit.person(), Browser.address(ctx));
  }

  private Person session(Context ctx) {
    return browser.person(ctx).orElseThrow(OrganiserCallers::unknown);
  }

  private static ProblemException unknown() {
    return new ProblemException(
        Problem.UNAUTHORIZED,
        "Log in, or send your personal token in the header 'Authorization: Bearer TOKEN'.");
  }
}
