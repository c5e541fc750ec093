package org.hideandseek.web.request;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.InternalRouter;
import io.javalin.router.ParsedEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.server.Request;

/**
 * Which route a request took, and the numbers of submission and run in its address. Logs and
 * metrics name the route and never the address, which may hold what only its owner should know.
 *
 * @param template such as {@code /api/v1/submissions/{id}}
 * @param ids by {@code submission} and {@code run}
 */
record Route(String template, Map<String, String> ids) {
  /** What no route takes. */
  static final Route NONE = new Route("(none)", Map.of());

  private static final String ATTRIBUTE = "org.hideandseek.route";

  Route {
    ids = Map.copyOf(ids);
  }

  /** The route of a request that Javalin has found one for. */
  static Route note(Context ctx) {
    Route route = of(ctx.endpoints().matchedHttpEndpoint().path, ctx.pathParamMap());
    ctx.attribute(ATTRIBUTE, route);
    return route;
  }

  private static Route of(String template, Map<String, String> parameters) {
    Map<String, String> ids = new TreeMap<>();
    number(ids, "run", parameters.get("run"));
    if (template.contains("/submissions/{id}")) {
      number(ids, "submission", parameters.get("id"));
    }
    return new Route(template, ids);
  }

  /** Notes the route of a POST that may be answered before Javalin looks for one. */
  static void note(HttpServletRequest request, InternalRouter router) {
    String path = request.getRequestURI();
    ParsedEndpoint found = router.findFirstHttpHandlerEntry(HandlerType.POST, path);
    if (found != null) {
      request.setAttribute(ATTRIBUTE, of(found.endpoint.path, found.extractPathParams(path)));
    }
  }

  static Route of(Request request) {
    return request.getAttribute(ATTRIBUTE) instanceof Route route ? route : NONE;
  }

  private static void number(Map<String, String> ids, String key, String value) {
    if (value != null && value.matches("[0-9]{1,18}")) {
      ids.put(key, value);
    }
  }
}
