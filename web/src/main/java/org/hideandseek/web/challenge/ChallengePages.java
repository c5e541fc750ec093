package org.hideandseek.web.challenge;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.function.Function;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.web.api.Audience;
import org.hideandseek.web.api.Renditions;
import org.hideandseek.web.page.Head;
import org.hideandseek.web.page.Site;

/** The list of challenges, and a challenge's own page. */
public final class ChallengePages {
  private final Visitors visitors;
  private final Audience audience;
  private final Renditions renditions;
  private final Site site;
  private final Function<Context, String> baseUrl;
  private final Overview overview = new Overview();

  /**
   * Pages for visitors.
   *
   * @param audience whose eyes the boards are seen with
   * @param renditions keeps a challenge's page
   * @param baseUrl the site's own address as the client of a request has to write it
   */
  public ChallengePages(
      Visitors visitors,
      Audience audience,
      Renditions renditions,
      Site site,
      Function<Context, String> baseUrl) {
    this.visitors = visitors;
    this.audience = audience;
    this.renditions = renditions;
    this.site = site;
    this.baseUrl = baseUrl;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/", this::list);
    routes.head("/", this::list);
    routes.get("/challenges", this::list);
    routes.head("/challenges", this::list);
    Handler show =
        renditions.of(ctx -> audience.of(ctx).edition(ctx.pathParam("name")), this::show);
    routes.get("/challenges/{name}", show);
    routes.head("/challenges/{name}", show);
    routes.get("/challenges/{name}/pages/{page}", this::page);
    routes.head("/challenges/{name}/pages/{page}", this::page);
  }

  private void list(Context ctx) {
    site.show(
        ctx,
        "challenges",
        new Head(
            "Challenges",
            "Privacy competitions on clinical time series: hiders release synthetic patients,"
                + " seekers look for the real ones behind them.",
            "challenges",
            List.of()),
        ChallengeListView.of(visitors.challenges()));
  }

  private void page(Context ctx) {
    ChallengeDetails challenge = visitors.challenge(ctx.pathParam("name"));
    String name = challenge.summary().name();
    Page page = visitors.page(name, ctx.pathParam("page"));
    site.show(
        ctx,
        "page",
        new Head(
            page.title() + " – " + challenge.summary().title(),
            challenge.summary().summary(),
            "challenges",
            List.of()),
        new PageView(
            page.title(),
            challenge.summary().title(),
            "/challenges/" + name,
            ChallengeNav.of(name, "page"),
            overview.html(page.markdown())));
  }

  private void show(Context ctx) {
    String name = ctx.pathParam("name");
    ChallengeDetails challenge = audience.of(ctx).challenge(name);
    site.show(
        ctx,
        "challenge",
        new Head(
            challenge.summary().title(), challenge.summary().summary(), "challenges", List.of()),
        ChallengeView.of(
            challenge,
            audience.of(ctx).bulletin(name),
            audience.of(ctx).leaderboards(name),
            overview.html(challenge.overview()),
            baseUrl.apply(ctx)));
  }
}
