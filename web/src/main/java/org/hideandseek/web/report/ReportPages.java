package org.hideandseek.web.report;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.MatchDetails;
import org.hideandseek.platform.audience.ReleaseDetails;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.web.api.Audience;
import org.hideandseek.web.page.Head;
import org.hideandseek.web.page.Site;

/** A match's and a release's own pages. */
public final class ReportPages {
  private final Audience audience;
  private final Site site;

  public ReportPages(Audience audience, Site site) {
    this.audience = audience;
    this.site = site;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/matches/{run}", this::match);
    routes.head("/matches/{run}", this::match);
    routes.get("/releases/{run}", this::release);
    routes.head("/releases/{run}", this::release);
  }

  private void match(Context ctx) {
    Visitors visitors = audience.of(ctx);
    MatchDetails details = visitors.match(RunNumber.of(ctx));
    String title = visitors.challenge(details.challenge()).summary().title();
    site.show(
        ctx,
        "match",
        new Head(
            details.match().seeker() + " against " + details.match().hider() + " · " + title,
            "A match in " + title + " with all its numbers.",
            "challenges",
            List.of()),
        MatchView.of(details, title));
  }

  private void release(Context ctx) {
    Visitors visitors = audience.of(ctx);
    ReleaseDetails details = visitors.release(RunNumber.of(ctx));
    ChallengeDetails challenge = visitors.challenge(details.challenge());
    String title = challenge.summary().title();
    site.show(
        ctx,
        "release",
        new Head(
            "Release of " + details.hider().name() + " · " + title,
            "How useful a release in " + title + " is, and how like real patients.",
            "challenges",
            List.of()),
        ReleaseView.of(details, title, challenge.definition().gate()));
  }
}
