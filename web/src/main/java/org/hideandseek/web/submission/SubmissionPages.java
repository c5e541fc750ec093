package org.hideandseek.web.submission;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.Downloads.Offer;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.SubmissionDetails;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.web.api.Audience;
import org.hideandseek.web.api.Renditions;
import org.hideandseek.web.page.Address;
import org.hideandseek.web.page.Head;
import org.hideandseek.web.page.Site;
import org.hideandseek.web.session.Browser;
import org.hideandseek.web.submission.SubmissionView.Own;
import org.hideandseek.web.submission.SubmissionView.ReleaseLink;

/** A submission's own page. */
public final class SubmissionPages {
  private final Audience audience;
  private final Participants participants;
  private final Browser browser;
  private final Renditions renditions;
  private final Site site;
  private final Function<Context, String> baseUrl;

  /**
   * Pages for visitors, and for the team whose it is.
   *
   * @param renditions keeps pages
   * @param baseUrl the site's own address as the client of a request has to write it
   */
  public SubmissionPages(
      Audience audience,
      Participants participants,
      Browser browser,
      Renditions renditions,
      Site site,
      Function<Context, String> baseUrl) {
    this.audience = audience;
    this.participants = participants;
    this.browser = browser;
    this.renditions = renditions;
    this.site = site;
    this.baseUrl = baseUrl;
  }

  public void addTo(RoutesConfig routes) {
    Handler show =
        renditions.queued(ctx -> audience.of(ctx).editionOf(SubmissionId.of(ctx)), this::show);
    routes.get("/submissions/{id}", show);
    routes.head("/submissions/{id}", show);
  }

  private void show(Context ctx) {
    Visitors visitors = audience.of(ctx);
    SubmissionDetails details = visitors.submission(SubmissionId.of(ctx));
    ChallengeDetails challenge = visitors.challenge(details.challenge());
    String title = challenge.summary().title();
    site.show(
        ctx,
        "submission",
        new Head(
            details.summary().name() + " \u00b7 " + title,
            "A submission to " + title + ": its states, its runs and its scores.",
            "challenges",
            List.of()),
        SubmissionView.of(
            details,
            boards(visitors, details),
            title,
            baseUrl.apply(ctx),
            own(ctx, challenge, details),
            here(ctx, details)));
  }

  private static Address here(Context ctx, SubmissionDetails details) {
    String page = ctx.queryParam("page");
    return Address.of("/submissions/" + details.summary().id())
        .with("page", page == null ? "" : page.strip());
  }

  private Optional<Own> own(Context ctx, ChallengeDetails challenge, SubmissionDetails details) {
    if (!details.own()) {
      return Optional.empty();
    }
    // It holds the key of their forms and what was printed for them.
    ctx.header("Cache-Control", "no-store");
    long id = details.summary().id();
    Offer offer = participants.downloads().offer(challenge, details);
    return Optional.of(
        new Own(
            browser.formKey(ctx),
            participants.checkLog(details),
            offer.releases().stream()
                .map(
                    split ->
                        new ReleaseLink(split, "/api/v1/submissions/" + id + "/releases/" + split))
                .toList(),
            offer.notice()));
  }

  private static Leaderboards boards(Visitors visitors, SubmissionDetails details) {
    List<String> phases = details.phases();
    return phases.isEmpty()
        ? visitors.leaderboards(details.challenge())
        : visitors.leaderboards(details.challenge(), phases.get(phases.size() - 1));
  }
}
