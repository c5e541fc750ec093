package org.hideandseek.web.board;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.web.api.Audience;
import org.hideandseek.web.api.Renditions;
import org.hideandseek.web.page.Address;
import org.hideandseek.web.page.Head;
import org.hideandseek.web.page.Site;

/** Leaderboards, matrix and matches. */
public final class BoardPages {
  private final Audience audience;
  private final Renditions renditions;
  private final Site site;

  public BoardPages(Audience audience, Renditions renditions, Site site) {
    this.audience = audience;
    this.renditions = renditions;
    this.site = site;
  }

  public void addTo(RoutesConfig routes) {
    add(routes, "/challenges/{name}/leaderboard", this::leaderboard);
    add(routes, "/challenges/{name}/matrix", this::matrix);
    add(routes, "/challenges/{name}/matches", this::matches);
  }

  private void add(RoutesConfig routes, String path, Handler page) {
    Handler kept = renditions.of(ctx -> audience.edition(ctx, ctx.pathParam("name")), page);
    routes.get(path, kept);
    routes.head(path, kept);
  }

  private void leaderboard(Context ctx) {
    ChallengeDetails challenge = audience.of(ctx).challenge(ctx.pathParam("name"));
    Address here =
        here(
            ctx,
            challenge,
            "leaderboard",
            "sort",
            "order",
            "seeker-sort",
            "seeker-order",
            "q",
            "show",
            "page",
            "seeker-page",
            "phase");
    site.show(
        ctx,
        "leaderboard",
        head("Leaderboards", challenge, "Who hides best and who seeks best in "),
        BoardView.of(challenge, audience.boards(ctx, challenge.definition().name()), here));
  }

  private void matrix(Context ctx) {
    ChallengeDetails challenge = audience.of(ctx).challenge(ctx.pathParam("name"));
    site.show(
        ctx,
        "matrix",
        head("Matrix", challenge, "Every hider against every seeker in "),
        MatrixView.of(
            challenge,
            audience.boards(ctx, challenge.definition().name()),
            here(ctx, challenge, "matrix", "page", "seeker-page", "phase")));
  }

  private void matches(Context ctx) {
    ChallengeDetails challenge = audience.of(ctx).challenge(ctx.pathParam("name"));
    site.show(
        ctx,
        "matches",
        head("Matches", challenge, "Every match with all its scores in "),
        MatchesView.of(
            challenge,
            audience.boards(ctx, challenge.definition().name()),
            here(ctx, challenge, "matches", "hider", "seeker", "page", "phase")));
  }

  private static Head head(String page, ChallengeDetails challenge, String sentence) {
    String title = challenge.summary().title();
    return new Head(page + " \u00b7 " + title, sentence + title + ".", "challenges", List.of());
  }

  private static Address here(
      Context ctx, ChallengeDetails challenge, String page, String... parameters) {
    Address here = Address.of("/challenges/" + challenge.definition().name() + "/" + page);
    for (String parameter : parameters) {
      String value = ctx.queryParam(parameter);
      here = here.with(parameter, value == null ? "" : value.strip());
    }
    return here;
  }
}
