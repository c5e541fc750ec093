package org.hideandseek.web.submission;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.SubmissionDetails;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.web.api.Audience;
import org.hideandseek.web.page.Head;
import org.hideandseek.web.page.Site;

/** A submission's own page. */
public final class SubmissionPages {
  private final Audience audience;
  private final Site site;
  private final Function<Context, String> baseUrl;

  /**
   * Pages for visitors.
   *
   * @param baseUrl the site's own address as the client of a request has to write it
   */
  public SubmissionPages(Audience audience, Site site, Function<Context, String> baseUrl) {
    this.audience = audience;
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
        SubmissionView.of(details, boards(visitors, details), title, baseUrl.apply(ctx)));
  }

  private static Leaderboards boards(Visitors visitors, SubmissionDetails details) {
    return details.phase().isPresent()
        ? visitors.leaderboards(details.challenge(), details.phase().get())
        : visitors.leaderboards(details.challenge());
  }
}
