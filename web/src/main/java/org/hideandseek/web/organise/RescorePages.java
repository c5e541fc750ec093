package org.hideandseek.web.organise;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.audience.Acting;
import org.hideandseek.platform.audience.Organisers;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.account.Doorway;
import org.hideandseek.web.session.Browser;

/** A challenge's scores for its organisers: computed anew, compared, applied or dropped. */
final class RescorePages {
  private static final Map<String, String> DONE =
      Map.of(
          "started", "The scores are being computed anew, behind all runs that wait.",
          "applied", "The new scores stand on the boards, and the challenge's page says so.",
          "dropped", "The new scores are thrown away. Nothing has changed.");

  private final Organisers organisers;
  private final Doorway doorway;

  RescorePages(Organisers organisers, Doorway doorway) {
    this.organisers = organisers;
    this.doorway = doorway;
  }

  void addTo(RoutesConfig routes) {
    String page = "/challenges/{name}/organise/scores";
    routes.get(page, doorway.person((ctx, person) -> show(ctx, person, "")));
    routes.head(page, doorway.person((ctx, person) -> show(ctx, person, "")));
    routes.post(page, doing("started", organisers::startRescore));
    routes.post(page + "/apply", doing("applied", organisers::applyRescore));
    routes.post(page + "/drop", doing("dropped", organisers::dropRescore));
  }

  private Handler doing(String done, BiConsumer<Acting, String> deed) {
    return doorway.form(
        (ctx, person) -> {
          String challenge = SteeringPages.challenge(ctx);
          try {
            deed.accept(new Acting(person, Browser.address(ctx)), challenge);
            Doorway.goTo(ctx, SteeringPages.page(challenge) + "/scores?done=" + done);
          } catch (ProblemException e) {
            Doorway.statusOf(e, ctx);
            show(ctx, person, e.getMessage());
          }
        });
  }

  private void show(Context ctx, Person person, String bad) {
    RescoreView view =
        RescoreView.of(
            organisers.scores(person, SteeringPages.challenge(ctx)),
            doorway.browser().formKey(ctx),
            bad.isEmpty()
                ? DONE.getOrDefault(Optional.ofNullable(ctx.queryParam("done")).orElse(""), "")
                : "",
            bad);
    doorway.show(ctx, "rescore", "Scores \u00b7 " + view.title(), view);
  }
}
