package org.hideandseek.web.hosting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.platform.closing.Closing;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.api.BearerToken;
import org.hideandseek.web.api.Document;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.challenge.ChallengeJson;
import org.hideandseek.web.commitment.CommitmentApi;
import org.hideandseek.web.page.Figures;

/**
 * Opens, closes and dumps challenges, for the operator; folders are those of the platform's
 * machine.
 */
public final class HostingApi {
  private final Operators operators;
  private final Json json;

  public HostingApi(Operators operators, Json json) {
    this.operators = operators;
    this.json = json;
  }

  public void addTo(RoutesConfig routes) {
    routes.post("/api/v1/challenges", this::open);
    routes.post("/api/v1/challenges/{name}/close", this::close);
    routes.post("/api/v1/challenges/{name}/dump", this::dump);
  }

  private void open(Context ctx) throws IOException {
    String token = BearerToken.of(ctx);
    String bundle = Document.text(Document.of(ctx, "{\"bundle\": \"mayo-pbc\"}"), "bundle");
    ObjectNode node = json.object();
    CommitmentApi.write(node, operators.openChallenge(token, bundle));
    json.send(ctx, node);
  }

  private void close(Context ctx) {
    Closing closing = operators.closeChallenge(BearerToken.of(ctx), ctx.pathParam("name"));
    ObjectNode node = json.object();
    Json.put(node, "closed_at", closing.closedAt());
    Json.put(node, "revealed_at", closing.revealedAt().map(Figures::iso));
    ChallengeJson.progress(node.putObject("progress"), closing.progress());
    json.send(ctx, node);
  }

  private void dump(Context ctx) throws IOException {
    String token = BearerToken.of(ctx);
    String folder = Document.text(Document.of(ctx, "{\"folder\": \"/srv/dump\"}"), "folder");
    operators.dumpChallenge(token, ctx.pathParam("name"), absolute(folder));
    json.send(ctx, json.object().put("folder", folder));
  }

  private static Path absolute(String folder) {
    try {
      Path path = Path.of(folder);
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException e) {
      // It can't be a folder, so it is no absolute one.
    }
    throw new ProblemException(
        Problem.INVALID, "The folder of a dump must be an absolute one, such as /srv/dump.");
  }
}
