package org.hideandseek.web.team;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.web.api.BearerToken;
import org.hideandseek.web.api.Document;
import org.hideandseek.web.api.Json;

/** Makes teams and gives them tokens, for the operator. */
public final class TeamApi {
  private final Operators operators;
  private final Json json;

  public TeamApi(Operators operators, Json json) {
    this.operators = operators;
    this.json = json;
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/api/v1/teams", this::create);
    routes.post("/api/v1/teams/{name}/token", this::renewToken);
  }

  private void create(Context ctx) throws IOException {
    JsonNode document = Document.of(ctx, "{\"name\": \"My team\"}");
    String name = document.path("name").asText("");
    String token =
        operators.createTeam(BearerToken.of(ctx), name, document.path("baseline").asBoolean(false));
    ctx.status(201);
    send(ctx, name, token);
  }

  private void renewToken(Context ctx) {
    String name = ctx.pathParam("name");
    send(ctx, name, operators.renewToken(BearerToken.of(ctx), name));
  }

  /** Nobody stores what holds a secret, not even to answer a repetition. */
  private void send(Context ctx, String name, String token) {
    json.send(ctx, json.object().put("name", name).put("token", token));
    ctx.header("Cache-Control", "no-store");
  }
}
