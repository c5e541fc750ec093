package org.hideandseek.web.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.api.Json;

/** For load balancers: whether the process runs, and whether it can answer. */
final class Health {
  private final Visitors visitors;
  private final Json json;

  Health(Visitors visitors, Json json) {
    this.visitors = visitors;
    this.json = json;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/health/live", this::live);
    routes.head("/health/live", this::live);
    routes.get("/health/ready", this::ready);
    routes.head("/health/ready", this::ready);
  }

  private void live(Context ctx) {
    send(ctx, "live");
  }

  private void ready(Context ctx) {
    try {
      visitors.challenges();
    } catch (RuntimeException e) {
      throw new ProblemException(
          Problem.UNAVAILABLE, "The platform does not answer; its database may be away.", e);
    }
    send(ctx, "ready");
  }

  private void send(Context ctx, String status) {
    ObjectNode node = json.object();
    node.put("status", status);
    json.send(ctx, node);
    ctx.header("Cache-Control", "no-store");
  }
}
