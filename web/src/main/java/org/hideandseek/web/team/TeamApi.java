package org.hideandseek.web.team;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.api.BearerToken;
import org.hideandseek.web.api.Json;

/** Makes teams and gives them tokens, for the operator. */
public final class TeamApi {
  private static final int LARGEST_BODY = 10_000;

  private final Operators operators;
  private final Json json;
  private final ObjectMapper mapper = new ObjectMapper();

  public TeamApi(Operators operators, Json json) {
    this.operators = operators;
    this.json = json;
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/api/v1/teams", this::create);
    routes.post("/api/v1/teams/{name}/token", this::renewToken);
  }

  private void create(Context ctx) throws IOException {
    JsonNode document = document(ctx);
    String name = document.path("name").asText("");
    String token =
        operators.createTeam(BearerToken.of(ctx), name, document.path("baseline").asBoolean(false));
    ctx.status(201);
    json.send(ctx, json.object().put("name", name).put("token", token));
  }

  private void renewToken(Context ctx) {
    String name = ctx.pathParam("name");
    json.send(
        ctx,
        json.object()
            .put("name", name)
            .put("token", operators.renewToken(BearerToken.of(ctx), name)));
  }

  private JsonNode document(Context ctx) throws IOException {
    byte[] body = ctx.bodyInputStream().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      throw new ProblemException(
          Problem.TOO_LARGE, "The document has more than " + LARGEST_BODY + " bytes.");
    }
    try {
      return mapper.readTree(body);
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          Problem.INVALID, "The body is no JSON document like {\"name\": \"My team\"}.", e);
    }
  }
}
