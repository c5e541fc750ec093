package org.hideandseek.web.challenge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.web.api.Audience;
import org.hideandseek.web.api.FileAnswer;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.api.Renditions;

/** Challenges for programs. */
public final class ChallengeApi {
  private final Visitors visitors;
  private final Audience audience;
  private final Renditions renditions;
  private final Json json;

  public ChallengeApi(Visitors visitors, Audience audience, Renditions renditions, Json json) {
    this.visitors = visitors;
    this.audience = audience;
    this.renditions = renditions;
    this.json = json;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/challenges", this::all);
    routes.head("/api/v1/challenges", this::all);
    Handler one = renditions.of(ctx -> audience.of(ctx).edition(ctx.pathParam("name")), this::one);
    routes.get("/api/v1/challenges/{name}", one);
    routes.head("/api/v1/challenges/{name}", one);
    routes.get("/api/v1/challenges/{name}/pages/{page}", this::page);
    routes.head("/api/v1/challenges/{name}/pages/{page}", this::page);
    routes.get("/api/v1/challenges/{name}/practice", this::practice);
    routes.head("/api/v1/challenges/{name}/practice", this::practice);
    routes.get("/api/v1/schema/challenge", ChallengeApi::schema);
    routes.head("/api/v1/schema/challenge", ChallengeApi::schema);
  }

  private void practice(Context ctx) throws IOException {
    FileAnswer.send(ctx, audience.of(ctx).practice(ctx.pathParam("name")));
  }

  private void page(Context ctx) {
    Page page = visitors.page(ctx.pathParam("name"), ctx.pathParam("page"));
    ObjectNode node = json.object();
    node.put("title", page.title());
    node.put("markdown", page.markdown());
    json.send(ctx, node);
  }

  /** The JSON Schema of a {@code challenge.yaml}, for editors. */
  private static void schema(Context ctx) {
    ctx.contentType("application/schema+json").result(Bundle.jsonSchema());
  }

  private void all(Context ctx) {
    ObjectNode node = json.object();
    ArrayNode challenges = node.putArray("challenges");
    visitors
        .challenges()
        .forEach(challenge -> ChallengeJson.summary(challenges.addObject(), challenge));
    json.send(ctx, node);
  }

  private void one(Context ctx) {
    ObjectNode node = json.object();
    ChallengeDetails challenge = audience.of(ctx).challenge(ctx.pathParam("name"));
    ChallengeJson.details(node, challenge);
    ChallengeJson.bulletin(node, audience.of(ctx).bulletin(challenge.summary().name()));
    json.send(ctx, node);
  }
}
