package org.hideandseek.web.challenge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.web.api.Json;

/** Challenges for programs. */
public final class ChallengeApi {
  private final Visitors visitors;
  private final Json json;

  public ChallengeApi(Visitors visitors, Json json) {
    this.visitors = visitors;
    this.json = json;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/challenges", this::all);
    routes.head("/api/v1/challenges", this::all);
    routes.get("/api/v1/challenges/{name}", this::one);
    routes.head("/api/v1/challenges/{name}", this::one);
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
    ChallengeJson.details(node, visitors.challenge(ctx.pathParam("name")));
    json.send(ctx, node);
  }
}
