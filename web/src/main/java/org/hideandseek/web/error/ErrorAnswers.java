package org.hideandseek.web.error;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.EOFException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.page.Head;
import org.hideandseek.web.page.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns exceptions into answers. People get a code and a sentence that says what to do; of what
 * they could not have caused they get an id, under which the log has the rest.
 */
public final class ErrorAnswers {
  private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

  private final Site site;
  private final Json json;
  private final Supplier<UUID> ids;

  public ErrorAnswers(Site site, Json json, Supplier<UUID> ids) {
    this.site = site;
    this.json = json;
    this.ids = ids;
  }

  public void addTo(RoutesConfig routes) {
    routes.exception(ProblemException.class, this::problem);
    routes.exception(HttpResponseException.class, this::response);
    routes.exception(Exception.class, this::unexpected);
  }

  private void problem(ProblemException e, Context ctx) {
    int status = status(e.problem());
    if (status == 401) {
      ctx.header("WWW-Authenticate", "Bearer");
    }
    if (status == 503) {
      ctx.header("Retry-After", "10");
      log.warn("{} {}: {}", ctx.method(), ctx.path(), e.getMessage(), e);
    }
    answer(ctx, status, e.getMessage());
  }

  private void response(HttpResponseException e, Context ctx) {
    if (e instanceof MethodNotAllowedResponse) {
      e.getDetails().values().forEach(methods -> ctx.header("Allow", methods));
    }
    String sentence =
        switch (e.getStatus()) {
          case 404 -> "There is nothing at this address.";
          case 405 -> "This address does not take " + ctx.req().getMethod() + " requests.";
          case 415 -> e.getMessage();
          case 500 -> unexpectedSentence(ctx, e);
          default -> title(e.getStatus()) + ".";
        };
    answer(ctx, e.getStatus(), sentence);
  }

  private void unexpected(Exception e, Context ctx) {
    if (clientLeft(e)) {
      log.debug("{} {}: the client left", ctx.method(), ctx.path(), e);
      answer(ctx, 400, "The request ended before its body was whole.");
      return;
    }
    answer(ctx, 500, unexpectedSentence(ctx, e));
  }

  private static boolean clientLeft(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException) {
        return true;
      }
    }
    return false;
  }

  private String unexpectedSentence(Context ctx, Exception e) {
    String id = ids.get().toString();
    log.error("Error {}: {} {}", id, ctx.method(), ctx.path(), e);
    return "Something went wrong here, not with you. The operator finds it in the log as error "
        + id
        + ".";
  }

  private void answer(Context ctx, int status, String sentence) {
    if (ctx.res().isCommitted()) {
      return;
    }
    ctx.status(status);
    if (ctx.path().startsWith("/api/") || ctx.path().startsWith("/health/")) {
      ObjectNode problem = json.object();
      problem.put("type", "about:blank").put("title", title(status));
      problem.put("status", status).put("detail", sentence);
      json.send(ctx, problem);
      ctx.contentType("application/problem+json");
    } else {
      site.show(
          ctx,
          "error",
          new Head(title(status), sentence, "", List.of()),
          new ErrorView(status, title(status), sentence));
    }
    ctx.header("Cache-Control", "no-store");
  }

  private static int status(Problem problem) {
    return switch (problem) {
      case NOT_FOUND -> 404;
      case UNAUTHORIZED -> 401;
      case INVALID -> 400;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case UNAVAILABLE -> 503;
    };
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "The request is not right";
      case 401 -> "A token is needed";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 409 -> "In conflict with what is there";
      case 413 -> "Too large";
      case 415 -> "Unsupported kind of body";
      case 500 -> "An error of this server";
      case 503 -> "Not available at the moment";
      default -> String.format(Locale.ROOT, "Error %d", status);
    };
  }

  private record ErrorView(int status, String title, String sentence) {}
}
