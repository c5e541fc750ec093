package org.hideandseek.web.organise;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.audience.Acting;
import org.hideandseek.platform.audience.Organisers;
import org.hideandseek.platform.bundle.Draft;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.commitment.CommitmentApi;

/** Creates challenges for programs. */
final class CreationApi {
  private final Organisers organisers;
  private final OrganiserCallers callers;
  private final Json json;

  CreationApi(Organisers organisers, OrganiserCallers callers, Json json) {
    this.organisers = organisers;
    this.callers = callers;
    this.json = json;
  }

  void addTo(RoutesConfig routes) {
    String bundles = "/api/v1/bundles";
    routes.post(bundles, this::upload);
    routes.get(bundles, this::all);
    routes.head(bundles, this::all);
    routes.get(bundles + "/{id}", this::one);
    routes.head(bundles + "/{id}", this::one);
    routes.post(bundles + "/{id}/open", this::open);
    routes.post(bundles + "/{id}/discard", this::discard);
  }

  private void upload(Context ctx) throws IOException {
    Acting who = callers.changer(ctx);
    Draft draft =
        organisers.upload(
            who,
            Optional.ofNullable(ctx.queryParam("name")).orElse("bundle.zip"),
            ctx.req().getInputStream());
    ctx.status(201).header("Location", "/api/v1/bundles/" + draft.id());
    ObjectNode node = json.object();
    write(node, draft);
    send(ctx, node);
  }

  private void all(Context ctx) {
    ObjectNode node = json.object();
    ArrayNode bundles = node.putArray("bundles");
    organisers.drafts(callers.reader(ctx)).forEach(draft -> write(bundles.addObject(), draft));
    send(ctx, node);
  }

  private void one(Context ctx) {
    Person person = callers.reader(ctx);
    Draft draft = organisers.draft(person, id(ctx));
    ObjectNode node = json.object();
    write(node, draft);
    if (draft.content().isPresent()) {
      CostJson.forecast(
          node.putObject("forecast"),
          organisers.draftForecast(
              person, draft.id(), Typed.entries(ctx, "hiders"), Typed.entries(ctx, "seekers")));
    } else {
      node.putNull("forecast");
    }
    send(ctx, node);
  }

  private void open(Context ctx) {
    ObjectNode node = json.object();
    CommitmentApi.write(node, organisers.open(callers.changer(ctx), id(ctx)));
    ctx.status(201);
    send(ctx, node);
  }

  private void discard(Context ctx) {
    organisers.discard(callers.changer(ctx), id(ctx));
    send(ctx, json.object().put("discarded", id(ctx)));
  }

  private static void write(ObjectNode node, Draft draft) {
    node.put("id", draft.id()).put("name", draft.fileName()).put("bytes", draft.bytes());
    Json.put(node, "uploaded_at", draft.uploadedAt());
    Json.put(node, "challenge", draft.content().map(content -> content.definition().name()));
    node.put("can_be_opened", draft.canBeOpened());
    draft.found().facts().forEach(node.putArray("facts")::add);
    draft.found().notices().forEach(node.putArray("notices")::add);
    draft.found().problems().forEach(node.putArray("problems")::add);
  }

  private void send(Context ctx, ObjectNode node) {
    json.send(ctx, node);
    ctx.header("Cache-Control", "no-store");
  }

  private static long id(Context ctx) {
    return Typed.number(ctx, "id");
  }
}
