package org.hideandseek.web.submission;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.EntryForm;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.Uploads;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.platform.team.Visit;
import org.hideandseek.web.error.ErrorAnswers;
import org.hideandseek.web.page.Assets;
import org.hideandseek.web.page.Head;
import org.hideandseek.web.page.Site;
import org.hideandseek.web.session.Browser;

/**
 * The page on which a member of a team submits. Its script sends the file in parts, by {@link
 * TusApi}; without the script the form itself does, in one request that is read as it arrives.
 */
public final class SubmitPages {
  private static final String PAGE = "/challenges/{name}/submit";

  private final Participants participants;
  private final Uploads uploads;
  private final Visitors visitors;
  private final Browser browser;
  private final Site site;
  private final String script;

  public SubmitPages(
      Participants participants, Visitors visitors, Browser browser, Site site, Assets assets) {
    this.participants = participants;
    this.uploads = participants.uploads();
    this.visitors = visitors;
    this.browser = browser;
    this.site = site;
    this.script = assets.href("submit.js");
  }

  public void addTo(RoutesConfig routes) {
    routes.get(PAGE, this::open);
    routes.head(PAGE, this::open);
    routes.post(PAGE, this::submit);
    routes.post(PAGE + "/{id}/delete", this::delete);
  }

  private void open(Context ctx) {
    // So that an address without a challenge is one also for who has not logged in.
    visitors.challenge(ctx.pathParam("name"));
    Optional<Visit> visit = browser.visit(ctx);
    if (visit.isEmpty()) {
      ctx.redirect("/log-in?next=" + page(ctx), HttpStatus.SEE_OTHER);
      return;
    }
    Entrant entrant = participants.reading(visit.get());
    show(ctx, entrant, Map.of(), whyNot(entrant));
  }

  /** Why somebody may not submit at all, before they choose a file; empty if they may. */
  private static String whyNot(Entrant entrant) {
    try {
      entrant.requireMayEnter();
      return "";
    } catch (ProblemException e) {
      return e.getMessage();
    }
  }

  private void submit(Context ctx) throws IOException {
    ArchiveStream body = new ArchiveStream(ctx.req());
    Map<String, String> fields = Map.of();
    Entrant entrant = entrant(ctx, body);
    try {
      MultipartForm form =
          new MultipartForm(body, Optional.ofNullable(ctx.req().getContentType()).orElse(""));
      fields = form.fields();
      browser.requireOwnForm(ctx, fields.getOrDefault(Browser.FIELD, ""));
      EntryForm entry = EntryFields.form(fields, "The form needs a role and a name");
      if (!form.hasFile()) {
        throw new ProblemException(
            Problem.INVALID,
            "No file was chosen, or it is empty; choose what 'docker save' writes, or a ZIP in the format of 2020.");
      }
      long id = participants.submit(entrant, ctx.pathParam("name"), entry, form);
      ctx.redirect("/submissions/" + id, HttpStatus.SEE_OTHER);
    } catch (ProblemException e) {
      body.drain();
      if (e.problem() == Problem.FORBIDDEN || e.problem() == Problem.NOT_FOUND) {
        throw e;
      }
      ctx.status(ErrorAnswers.status(e.problem()));
      show(ctx, entrant, fields, e.getMessage());
    }
  }

  private Entrant entrant(Context ctx, ArchiveStream body) {
    return browser
        .visit(ctx)
        .map(participants::acting)
        .orElseThrow(
            () -> {
              body.drain();
              return new ProblemException(
                  Problem.UNAUTHORIZED, "Your session is over; log in, and send the form again.");
            });
  }

  private void delete(Context ctx) {
    Visit visit =
        browser
            .visit(ctx)
            .orElseThrow(() -> new ProblemException(Problem.UNAUTHORIZED, "Log in first."));
    browser.requireOwnForm(ctx);
    uploads.delete(participants.acting(visit), ctx.pathParam("id"));
    ctx.redirect(page(ctx), HttpStatus.SEE_OTHER);
  }

  private void show(Context ctx, Entrant entrant, Map<String, String> typed, String bad) {
    ChallengeDetails challenge = visitors.challenge(ctx.pathParam("name"));
    String name = challenge.summary().name();
    boolean inTeam = entrant.in(name).isPresent();
    site.show(
        ctx,
        "submit",
        new Head(
            "Submit \u00b7 " + challenge.summary().title(),
            "Send a player to " + challenge.summary().title() + ".",
            "challenges",
            List.of()),
        SubmitView.of(
            challenge,
            inTeam ? Optional.of(uploads.allowance(entrant, name)) : Optional.empty(),
            inTeam
                ? uploads.unfinished(entrant).stream()
                    .filter(upload -> upload.challenge().equals(name))
                    .toList()
                : List.of(),
            new SubmitView.Sent(browser.formKey(ctx), script, typed, bad)));
    ctx.header("Cache-Control", "no-store");
  }

  private static String page(Context ctx) {
    return "/challenges/" + ctx.pathParam("name") + "/submit";
  }
}
