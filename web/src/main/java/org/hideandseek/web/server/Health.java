package org.hideandseek.web.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Collectors;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.platform.watch.NodeCheck;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.error.ErrorAnswers;
import org.hideandseek.web.request.RequestId;

/** For load balancers: whether the process runs, and whether what it needs works. */
final class Health {
  private final Operators operators;
  private final Json json;

  Health(Operators operators, Json json) {
    this.operators = operators;
    this.json = json;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/health/live", this::live);
    routes.head("/health/live", this::live);
    routes.get("/health/ready", this::ready);
    routes.head("/health/ready", this::ready);
  }

  private void live(Context ctx) {
    json.send(ctx, json.object().put("status", "live"));
    ctx.header("Cache-Control", "no-store");
  }

  private void ready(Context ctx) {
    List<NodeCheck> checks = operators.checks();
    String failing =
        checks.stream()
            .filter(check -> !check.passes())
            .map(NodeCheck::name)
            .collect(Collectors.joining(", "));
    if (failing.isEmpty()) {
      json.send(ctx, with(checks, json.object().put("status", "ready")));
    } else {
      ObjectNode problem =
          ErrorAnswers.problem(
              json, 503, "This node can't work; what fails: " + failing + ".", RequestId.of(ctx));
      ctx.status(503).header("Retry-After", "10");
      json.send(ctx, ErrorAnswers.PROBLEM, with(checks, problem));
    }
    ctx.header("Cache-Control", "no-store");
  }

  private static ObjectNode with(List<NodeCheck> checks, ObjectNode answer) {
    ObjectNode all = answer.putObject("checks");
    checks.forEach(check -> all.put(check.name(), check.passes() ? "works" : "fails"));
    return answer;
  }
}
