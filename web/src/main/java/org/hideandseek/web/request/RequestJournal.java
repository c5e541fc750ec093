package org.hideandseek.web.request;

import io.javalin.config.RoutesConfig;
import io.javalin.router.InternalRouter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Gives every request its id, which whatever is logged meanwhile carries, and writes one line about
 * it when it is over: method, route, status, duration and size. Addresses, queries, headers,
 * cookies and bodies are never logged.
 */
public final class RequestJournal {
  private static final Logger access = LoggerFactory.getLogger("access");

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

  private final List<RequestListener> listeners;

  /**
   * A journal.
   *
   * @param listeners are told of every request that is over
   */
  public RequestJournal(List<RequestListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /** Sees all requests of a server, those too that no route takes. */
  public void watch(Server server) {
    server.insertHandler(new Naming());
    server.setRequestLog(this::over);
  }

  /** Learns the route of a request as soon as it is known. */
  public void addTo(RoutesConfig routes) {
    routes.beforeMatched(ctx -> Route.note(ctx).ids().forEach(MDC::put));
  }

  /**
   * Notes the route of a POST that is answered before it is looked for, as one is that was answered
   * before.
   */
  public static void note(HttpServletRequest request, InternalRouter router) {
    Route.note(request, router);
  }

  private static final class Naming extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String id = RequestId.of(request);
      response.getHeaders().put(RequestId.HEADER, id);
      MDC.put("request", id);
      try {
        return super.handle(request, response, callback);
      } finally {
        MDC.remove("request");
        MDC.remove("submission");
        MDC.remove("run");
      }
    }
  }

  private void over(Request request, Response response) {
    Route route = Route.of(request);
    String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
    long nanos = System.nanoTime() - request.getBeginNanoTime();
    int status = response.getStatus();
    listeners.forEach(listener -> listener.over(method, route.template(), status, nanos));
    if (!access.isInfoEnabled()) {
      return;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
    long bytes = Response.getContentBytesWritten(response);
    MDC.put("request", RequestId.of(request));
    route.ids().forEach(MDC::put);
    try {
      access
          .atInfo()
          .addKeyValue("method", method)
          .addKeyValue("route", route.template())
          .addKeyValue("status", status)
          .addKeyValue("milliseconds", millis)
          .addKeyValue("bytes", bytes)
          .log("{} {} {} in {} ms, {} bytes", method, route.template(), status, millis, bytes);
    } finally {
      MDC.remove("request");
      route.ids().keySet().forEach(MDC::remove);
    }
  }
}
