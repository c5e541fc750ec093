package org.hideandseek.web.organise;

import static org.hideandseek.web.session.Browser.field;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.audience.Acting;
import org.hideandseek.platform.audience.ChallengeDesk;
import org.hideandseek.platform.audience.Organisers;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.account.Doorway;
import org.hideandseek.web.session.Browser;

/** A challenge's page for its organisers, with the forms that steer it. */
final class SteeringPages {
  private static final Map<String, String> DONE =
      Map.of(
          "paused", "The challenge is paused. What is under way ends.",
          "resumed", "The challenge goes on.",
          "extended", "The phase ends later. Everybody sees that on the challenge's page.",
          "announced", "It stands on the challenge's page.",
          "disqualified", "The submission is off the boards, and its page says why.",
          "raised", "The submission's runs go before all others.",
          "rerun", "The submission is played again.");

  private final Organisers organisers;
  private final Doorway doorway;

  SteeringPages(Organisers organisers, Doorway doorway) {
    this.organisers = organisers;
    this.doorway = doorway;
  }

  void addTo(RoutesConfig routes) {
    String page = "/challenges/{name}/organise";
    routes.get(page, doorway.person((ctx, person) -> show(ctx, person, "")));
    routes.head(page, doorway.person((ctx, person) -> show(ctx, person, "")));
    routes.post(
        page + "/pause",
        doing("paused", ctx -> who -> organisers.pause(who, challenge(ctx), field(ctx, "reason"))));
    routes.post(
        page + "/resume", doing("resumed", ctx -> who -> organisers.resume(who, challenge(ctx))));
    routes.post(
        page + "/extend",
        doing(
            "extended",
            ctx ->
                who ->
                    organisers.extend(
                        who,
                        challenge(ctx),
                        field(ctx, "phase"),
                        Typed.moment(field(ctx, "ends")),
                        !field(ctx, "move").isEmpty())));
    routes.post(
        page + "/announce",
        doing(
            "announced",
            ctx -> who -> organisers.announce(who, challenge(ctx), field(ctx, "text"))));
    String submission = page + "/submissions/{id}";
    routes.post(
        submission + "/disqualify",
        doing(
            "disqualified",
            ctx ->
                who ->
                    organisers.disqualify(
                        who, challenge(ctx), Typed.number(ctx, "id"), field(ctx, "reason"))));
    routes.post(
        submission + "/raise",
        doing(
            "raised",
            ctx -> who -> organisers.raise(who, challenge(ctx), Typed.number(ctx, "id"))));
    routes.post(
        submission + "/rerun",
        doing(
            "rerun",
            ctx ->
                who ->
                    organisers.rerun(
                        who, challenge(ctx), Typed.number(ctx, "id"), field(ctx, "reason"))));
  }

  /** What a form does to the challenge of its address. */
  @FunctionalInterface
  private interface Deed {
    Consumer<Acting> of(Context ctx);
  }

  private Handler doing(String done, Deed deed) {
    return doorway.form(
        (ctx, person) -> {
          try {
            deed.of(ctx).accept(new Acting(person, Browser.address(ctx)));
            Doorway.goTo(ctx, page(challenge(ctx)) + "?done=" + done);
          } catch (ProblemException e) {
            Doorway.statusOf(e, ctx);
            show(ctx, person, e.getMessage());
          }
        });
  }

  private void show(Context ctx, Person person, String bad) {
    String challenge = challenge(ctx);
    ChallengeDesk desk = organisers.desk(person, challenge);
    int hiders = Typed.entries(ctx, "hiders");
    int seekers = Typed.entries(ctx, "seekers");
    String done = Optional.ofNullable(ctx.queryParam("done")).orElse("");
    doorway.show(
        ctx,
        "organise",
        "Organise \u00b7 " + desk.details().summary().title(),
        DeskView.of(
            desk,
            new CostView(
                desk.details().definition(),
                desk.spent(),
                organisers.forecast(person, challenge, hiders, seekers)),
            Optional.ofNullable(ctx.queryParam("state")).orElse(""),
            doorway.browser().formKey(ctx),
            bad.isEmpty() ? DONE.getOrDefault(done, "") : "",
            bad));
  }

  static String challenge(Context ctx) {
    return ctx.pathParam("name");
  }

  static String page(String challenge) {
    return "/challenges/" + challenge + "/organise";
  }
}
