package org.hideandseek.web.organise;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.function.BiConsumer;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.audience.Acting;
import org.hideandseek.platform.audience.Organisers;
import org.hideandseek.platform.audience.ScoreDesk;
import org.hideandseek.platform.rescore.Differences;
import org.hideandseek.web.api.Json;

/** Re-scores for programs. */
final class RescoreApi {
  private final Organisers organisers;
  private final OrganiserCallers callers;
  private final Json json;

  RescoreApi(Organisers organisers, OrganiserCallers callers, Json json) {
    this.organisers = organisers;
    this.callers = callers;
    this.json = json;
  }

  void addTo(RoutesConfig routes) {
    String rescore = "/api/v1/challenges/{name}/organise/rescore";
    routes.get(rescore, ctx -> answer(ctx, callers.reader(ctx)));
    routes.head(rescore, ctx -> answer(ctx, callers.reader(ctx)));
    routes.post(rescore, doing(organisers::startRescore));
    routes.post(rescore + "/apply", doing(organisers::applyRescore));
    routes.post(rescore + "/drop", doing(organisers::dropRescore));
  }

  private Handler doing(BiConsumer<Acting, String> deed) {
    return ctx -> {
      Acting who = callers.changer(ctx);
      deed.accept(who, ctx.pathParam("name"));
      answer(ctx, who.person());
    };
  }

  private void answer(Context ctx, Person person) {
    ScoreDesk desk = organisers.scores(person, ctx.pathParam("name"));
    ObjectNode node = json.object();
    node.put("challenge", desk.challenge().summary().name());
    ObjectNode scorers = node.putObject("scorers");
    desk.scorers().forEach(scorers::put);
    if (desk.underWay().isEmpty()) {
      node.putNull("rescore");
    } else {
      write(node.putObject("rescore"), desk.underWay().get());
    }
    json.send(ctx, node);
    ctx.header("Cache-Control", "no-store");
  }

  private static void write(ObjectNode node, ScoreDesk.UnderWay one) {
    node.put("state", one.rescore().state().word());
    node.put("from", one.rescore().from());
    node.put("to", one.rescore().to());
    Json.put(node, "started_at", one.rescore().startedAt());
    node.put("started_by", one.rescore().startedBy());
    node.put("done", one.progress().done());
    node.put("left", one.progress().left());
    ArrayNode problems = node.putArray("problems");
    one.progress()
        .problems()
        .forEach(
            problem ->
                problems.addObject().put("run", problem.run()).put("sentence", problem.sentence()));
    Differences differences = one.differences();
    node.put("matches", differences.matches());
    node.put("changed_matches", differences.changedMatches());
    node.put("releases", differences.releases());
    node.put("changed_releases", differences.changedReleases());
    ArrayNode boards = node.putArray("boards");
    for (Differences.Board board : differences.boards()) {
      ObjectNode both = boards.addObject();
      Json.put(both, "phase", board.phase());
      write(both.putArray("hiders"), board.hiders());
      write(both.putArray("seekers"), board.seekers());
    }
  }

  private static void write(ArrayNode array, List<Differences.Line> lines) {
    for (Differences.Line line : lines) {
      ObjectNode one = array.addObject();
      one.put("submission", line.submission());
      one.put("name", line.name()).put("team", line.team());
      Json.put(one, "old_score", line.oldScore());
      Json.put(one, "new_score", line.newScore());
      Json.put(one, "old_utility", line.oldUtility());
      Json.put(one, "new_utility", line.newUtility());
      Json.put(one, "old_rank", line.oldRank());
      Json.put(one, "new_rank", line.newRank());
      one.put("changed_matches", line.changedMatches());
    }
  }
}
