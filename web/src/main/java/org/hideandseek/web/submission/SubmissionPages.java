package org.hideandseek.web.submission;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hideandseek.platform.audience.Downloads.Offer;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.SubmissionDetails;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.web.api.Audience;
import org.hideandseek.web.api.Callers;
import org.hideandseek.web.page.Head;
import org.hideandseek.web.page.Site;
import org.hideandseek.web.session.Browser;
import org.hideandseek.web.submission.SubmissionView.Own;
import org.hideandseek.web.submission.SubmissionView.ReleaseLink;

/** A submission's own page. */
public final class SubmissionPages {
  private final Audience audience;
  private final Participants participants;
  private final Callers callers;
  private final Browser browser;
  private final Site site;
  private final Function<Context, String> baseUrl;

  /**
   * Pages for visitors, and for the team whose it is.
   *
   * @param baseUrl the site's own address as the client of a request has to write it
   */
  public SubmissionPages(
      Audience audience,
      Participants participants,
      Callers callers,
      Browser browser,
      Site site,
      Function<Context, String> baseUrl) {
    this.audience = audience;
    this.participants = participants;
    this.callers = callers;
    this.browser = browser;
    this.site = site;
    this.baseUrl = baseUrl;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/submissions/{id}", this::show);
    routes.head("/submissions/{id}", this::show);
  }

  private void show(Context ctx) {
    Visitors visitors = audience.of(ctx);
    SubmissionDetails details = visitors.submission(SubmissionId.of(ctx));
    String title = visitors.challenge(details.challenge()).summary().title();
    site.show(
        ctx,
        "submission",
        new Head(
            details.summary().name() + " \u00b7 " + title,
            "A submission to " + title + ": its states, its runs and its scores.",
            "challenges",
            List.of()),
        SubmissionView.of(
            details, boards(visitors, details), title, baseUrl.apply(ctx), own(ctx, details)));
  }

  private Optional<Own> own(Context ctx, SubmissionDetails details) {
    if (!details.own()) {
      return Optional.empty();
    }
    boolean checked =
        details.runs().stream()
            .anyMatch(run -> run.kind() == RunKind.CHECK && run.finishedAt().isPresent());
    long id = details.summary().id();
    Entrant team = callers.needReader(ctx);
    Optional<Offer> offer = participants.downloads().offer(team, id);
    return Optional.of(
        new Own(
            browser.formKey(ctx),
            checked ? Optional.of(participants.checkLog(team, id)) : Optional.empty(),
            offer.map(Offer::releases).orElse(List.of()).stream()
                .map(
                    split ->
                        new ReleaseLink(split, "/api/v1/submissions/" + id + "/releases/" + split))
                .toList(),
            offer.map(Offer::notice).orElse("")));
  }

  private static Leaderboards boards(Visitors visitors, SubmissionDetails details) {
    List<String> phases = details.phases();
    return phases.isEmpty()
        ? visitors.leaderboards(details.challenge())
        : visitors.leaderboards(details.challenge(), phases.get(phases.size() - 1));
  }
}
