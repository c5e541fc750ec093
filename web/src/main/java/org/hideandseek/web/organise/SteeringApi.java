package org.hideandseek.web.organise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.audience.Acting;
import org.hideandseek.platform.audience.ChallengeDesk;
import org.hideandseek.platform.audience.Organisers;
import org.hideandseek.web.api.Document;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.api.KeptForRepeats;
import org.hideandseek.web.challenge.ChallengeJson;

/**
 * Steers challenges for programs. What changes something answers with the challenge as its
 * organisers see it then.
 */
final class SteeringApi {
  private final Organisers organisers;
  private final OrganiserCallers callers;
  private final Json json;

  SteeringApi(Organisers organisers, OrganiserCallers callers, Json json) {
    this.organisers = organisers;
    this.callers = callers;
    this.json = json;
  }

  void addTo(RoutesConfig routes) {
    String desk = "/api/v1/challenges/{name}/organise";
    routes.get(desk, ctx -> answer(ctx, callers.reader(ctx)));
    routes.head(desk, ctx -> answer(ctx, callers.reader(ctx)));
    routes.get(desk + "/cost", this::cost);
    routes.head(desk + "/cost", this::cost);
    routes.post(desk + "/pause", this::pause);
    routes.post(desk + "/resume", this::resume);
    routes.post(desk + "/extend", this::extend);
    routes.post(desk + "/announce", this::announce);
    routes.post(desk + "/submissions/{id}/disqualify", this::disqualify);
    routes.post(desk + "/submissions/{id}/raise", this::raise);
    routes.post(desk + "/submissions/{id}/rerun", this::rerun);
  }

  private void pause(Context ctx) throws IOException {
    Acting who = callers.changer(ctx);
    organisers.pause(who, challenge(ctx), reason(ctx));
    answer(ctx, who.person());
  }

  private static String reason(Context ctx) throws IOException {
    return Document.text(Document.of(ctx, "{\"reason\": \"The disk is full.\"}"), "reason");
  }

  private void resume(Context ctx) {
    Acting who = callers.changer(ctx);
    organisers.resume(who, challenge(ctx));
    answer(ctx, who.person());
  }

  private void extend(Context ctx) throws IOException {
    Acting who = callers.changer(ctx);
    JsonNode document =
        Document.of(ctx, "{\"phase\": \"final\", \"ends\": \"2027-03-01T18:00:00Z\"}");
    organisers.extend(
        who,
        challenge(ctx),
        Document.text(document, "phase"),
        Typed.moment(Document.text(document, "ends")),
        document.path("move").asBoolean(false));
    answer(ctx, who.person());
  }

  private void announce(Context ctx) throws IOException {
    Acting who = callers.changer(ctx);
    String text = Document.text(Document.of(ctx, "{\"text\": \"Welcome.\"}"), "text");
    organisers.announce(who, challenge(ctx), text);
    answer(ctx, who.person());
  }

  private void disqualify(Context ctx) throws IOException {
    Acting who = callers.changer(ctx);
    organisers.disqualify(who, challenge(ctx), Typed.number(ctx, "id"), reason(ctx));
    answer(ctx, who.person());
  }

  private void raise(Context ctx) {
    Acting who = callers.changer(ctx);
    organisers.raise(who, challenge(ctx), Typed.number(ctx, "id"));
    answer(ctx, who.person());
  }

  private void rerun(Context ctx) throws IOException {
    Acting who = callers.changer(ctx);
    organisers.rerun(who, challenge(ctx), Typed.number(ctx, "id"), reason(ctx));
    answer(ctx, who.person());
  }

  private void cost(Context ctx) {
    Person person = callers.reader(ctx);
    ObjectNode node = json.object();
    ChallengeDesk desk = organisers.desk(person, challenge(ctx));
    CostJson.spent(node.putObject("spent"), desk.details().definition(), desk.spent());
    CostJson.forecast(
        node.putObject("forecast"),
        organisers.forecast(
            person, challenge(ctx), Typed.entries(ctx, "hiders"), Typed.entries(ctx, "seekers")));
    send(ctx, node);
  }

  private void answer(Context ctx, Person person) {
    ChallengeDesk desk = organisers.desk(person, challenge(ctx));
    ObjectNode node = json.object();
    node.put("challenge", desk.details().summary().name());
    ChallengeJson.pause(node, desk.details());
    ChallengeJson.progress(node.putObject("progress"), desk.details().summary().progress());
    ArrayNode counts = node.putArray("runs");
    desk.counts()
        .forEach(
            one ->
                Json.put(
                    counts
                        .addObject()
                        .put("kind", one.kind().word())
                        .put("state", one.state().word())
                        .put("runs", one.runs()),
                    "oldest",
                    one.oldest()));
    ArrayNode underWay = node.putArray("under_way");
    desk.underWay().forEach(one -> playing(underWay.addObject(), one));
    ArrayNode submissions = node.putArray("submissions");
    desk.submissions().forEach(one -> entry(submissions.addObject(), one));
    ChallengeJson.bulletin(node, desk.bulletin());
    send(ctx, node);
  }

  private static void playing(ObjectNode node, ChallengeDesk.Playing one) {
    node.put("run", one.run()).put("kind", one.kind().word()).put("split", one.split());
    Json.put(node, "hider", one.hider());
    Json.put(node, "seeker", one.seeker());
    Json.put(node, "since", one.since());
  }

  private static void entry(ObjectNode node, ChallengeDesk.Entry one) {
    ChallengeJson.submission(node, one.summary());
    one.trouble()
        .ifPresentOrElse(
            trouble ->
                node.putObject("failed")
                    .put("runs", trouble.runs())
                    .put("run", trouble.first())
                    .put("kind", trouble.kind().word())
                    .put("state", trouble.state().word())
                    .put("reason", trouble.reason()),
            () -> node.putNull("failed"));
  }

  private void send(Context ctx, ObjectNode node) {
    json.send(ctx, node);
    ctx.header("Cache-Control", "no-store");
    KeptForRepeats.allow(ctx);
  }

  private static String challenge(Context ctx) {
    return ctx.pathParam("name");
  }
}
