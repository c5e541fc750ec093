package org.hideandseek.web.account;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.error.ErrorAnswers;
import org.hideandseek.web.page.Head;
import org.hideandseek.web.page.Site;
import org.hideandseek.web.session.Browser;

/** Lets people to their pages, and asks the others to log in. */
public final class Doorway {
  private final Site site;
  private final Browser browser;
  private final String provider;

  /**
   * The way in.
   *
   * @param provider what the provider is called at which people may log in, too
   */
  public Doorway(Site site, Browser browser, Optional<String> provider) {
    this.site = site;
    this.browser = browser;
    this.provider = provider.orElse("");
  }

  /** Who sits at the browser, and which forms are ours. */
  public Browser browser() {
    return browser;
  }

  /** What is done for a person. */
  @FunctionalInterface
  public interface PersonHandler {
    void handle(Context ctx, Person person);
  }

  /** For who has logged in; the others get the page for that, with the status of who has not. */
  public Handler person(PersonHandler handler) {
    return ctx ->
        browser
            .person(ctx)
            .ifPresentOrElse(
                person -> handler.handle(ctx, person),
                () -> {
                  String back = ctx.method().name().equals("POST") ? "" : here(ctx);
                  ctx.status(401);
                  askToLogIn(ctx, "", back, "", "Log in to see this page.");
                });
  }

  /** As {@link #person}, for a form. */
  public Handler form(PersonHandler handler) {
    return person(
        (ctx, person) -> {
          browser.requireOwnForm(ctx);
          handler.handle(ctx, person);
        });
  }

  /**
   * The page to log in.
   *
   * @param email what was typed already
   * @param next where to go on afterwards; empty for the account's page
   * @param good what went well; may be empty
   * @param bad what did not; may be empty
   */
  void askToLogIn(Context ctx, String email, String next, String good, String bad) {
    show(
        ctx,
        "login",
        "Log in",
        new LogInView(browser.formKey(ctx), email, safe(next, ""), good, bad, provider));
  }

  /** A page for one person's eyes. */
  public void show(Context ctx, String template, String title, Object view) {
    show(ctx, template, title, "account", view);
  }

  /**
   * A page for one person's eyes.
   *
   * @param section which entry of the navigation it belongs to
   */
  public void show(Context ctx, String template, String title, String section, Object view) {
    site.show(ctx, template, new Head(title, title + ".", section, List.of()), view);
    ctx.header("Cache-Control", "no-store");
  }

  /** Answers with the status of a problem that a form's page can show; throws any other. */
  public static void statusOf(ProblemException problem, Context ctx) {
    if (problem.problem() != Problem.INVALID
        && problem.problem() != Problem.CONFLICT
        && problem.problem() != Problem.UNAUTHORIZED
        && problem.problem() != Problem.TOO_MANY) {
      throw problem;
    }
    ctx.status(ErrorAnswers.status(problem.problem()));
  }

  /** Goes to a page after a form. */
  public static void goTo(Context ctx, String path) {
    ctx.redirect(path, HttpStatus.SEE_OTHER);
  }

  /** An address within this site, or another one. */
  static String safe(String next, String otherwise) {
    return next.matches("/(?![/\\\\])[A-Za-z0-9._~/?=&%-]{0,300}") || next.equals("/")
        ? next
        : otherwise;
  }

  private static String here(Context ctx) {
    return ctx.path() + (ctx.queryString() == null ? "" : "?" + ctx.queryString());
  }

  /** What the template shows. */
  record LogInView(
      String form, String email, String next, String good, String bad, String provider) {
    boolean hasProvider() {
      return !provider.isEmpty();
    }

    boolean isGood() {
      return !good.isEmpty();
    }

    boolean isBad() {
      return !bad.isEmpty();
    }
  }
}
