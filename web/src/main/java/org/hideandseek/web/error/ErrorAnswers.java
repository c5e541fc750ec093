package org.hideandseek.web.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.page.Head;
import org.hideandseek.web.page.Site;
import org.hideandseek.web.request.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns exceptions into answers. People get a code and a sentence that says what to do; of what
 * they could not have caused they get an id, under which the log has the rest.
 */
public final class ErrorAnswers {
  private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

  /** The media type of problems. */
  public static final String PROBLEM = "application/problem+json";

  private final Site site;
  private final Json json;

  /** Whom this thread answers; {@link #breakdown} is not told. */
  private final ThreadLocal<Boolean> answersProgram = ThreadLocal.withInitial(() -> false);

  public ErrorAnswers(Site site, Json json) {
    this.site = site;
    this.json = json;
  }

  public void addTo(JavalinConfig config) {
    config.router.javaLangErrorHandler(this::breakdown);
    RoutesConfig routes = config.routes;
    routes.before(ctx -> answersProgram.set(isForPrograms(ctx.path())));
    routes.exception(ProblemException.class, this::problem);
    routes.exception(HttpResponseException.class, this::response);
    routes.exception(Exception.class, this::unexpected);
  }

  /** The page that says what went wrong. */
  public static String page(Site site, int status, String sentence) {
    return site.html(
        "error",
        new Head(title(status), sentence, "", List.of()),
        new ErrorView(status, title(status), sentence));
  }

  /** Whether what is at a path is read by programs, who get problems as JSON. */
  public static boolean isForPrograms(String path) {
    return path.startsWith("/api/") || path.startsWith("/health/") || path.equals("/metrics");
  }

  /**
   * What went wrong, for programs: a problem of RFC 9457.
   *
   * @param requestId becomes its {@code instance}
   */
  public static ObjectNode problem(Json json, int status, String sentence, String requestId) {
    ObjectNode problem = json.object();
    problem.put("type", "about:blank").put("title", title(status));
    problem.put("status", status).put("detail", sentence).put("instance", requestId);
    return problem;
  }

  /** The machine is at its end, such as out of memory; the answer may not get out. */
  private void breakdown(HttpServletResponse response, Error error) {
    String id = response.getHeader(RequestId.HEADER);
    log.error("Error {}", id, error);
    if (response.isCommitted()) {
      return;
    }
    response.setStatus(500);
    boolean program = answersProgram.get();
    response.setContentType(program ? PROBLEM : "text/plain; charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    String answer = program ? json.text(problem(json, 500, sentence(id), id)) : sentence(id);
    try {
      response.getOutputStream().write(answer.getBytes(UTF_8));
    } catch (IOException e) {
      log.debug("Error {} could not be told", id, e);
    }
  }

  private void problem(ProblemException e, Context ctx) {
    int status = status(e.problem());
    if (status == 401) {
      ctx.header("WWW-Authenticate", "Bearer");
    }
    if (status == 423) {
      ctx.header("Retry-After", "2");
    }
    if (status == 503) {
      ctx.header("Retry-After", "10");
      log.warn("{}", e.getMessage(), e);
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
          case 412, 415 -> e.getMessage();
          case 500 -> unexpectedSentence(ctx, e);
          default -> title(e.getStatus()) + ".";
        };
    answer(ctx, e.getStatus(), sentence);
  }

  private void unexpected(Exception e, Context ctx) {
    if (clientLeft(e)) {
      log.debug("The client left", e);
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
    String id = RequestId.of(ctx);
    log.error("Error {}", id, e);
    return sentence(id);
  }

  private static String sentence(String id) {
    return "Something went wrong here, not with you. The operator finds it in the log as error "
        + id
        + ".";
  }

  private void answer(Context ctx, int status, String sentence) {
    if (ctx.res().isCommitted()) {
      return;
    }
    ctx.status(status);
    if (isForPrograms(ctx.path())) {
      json.send(ctx, PROBLEM, problem(json, status, sentence, RequestId.of(ctx)));
    } else {
      ctx.contentType("text/html; charset=UTF-8").result(page(site, status, sentence));
    }
    ctx.header("Cache-Control", "no-store");
  }

  /** The status of answers to a problem. */
  public static int status(Problem problem) {
    return switch (problem) {
      case NOT_FOUND -> 404;
      case UNAUTHORIZED -> 401;
      case FORBIDDEN -> 403;
      case INVALID -> 400;
      case CONFLICT -> 409;
      case BUSY -> 423;
      case TOO_LARGE -> 413;
      case LIMIT_REACHED -> 429;
      case TOO_MANY -> 429;
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
      case 406 -> "Not available in the kind asked for";
      case 409 -> "In conflict with what is there";
      case 412 -> "Another version is needed";
      case 413 -> "Too large";
      case 414, 431 -> "Too long";
      case 415 -> "Unsupported kind of body";
      case 422 -> "The request can't be processed";
      case 423 -> "In use at the moment";
      case 429 -> "A limit is reached";
      case 500 -> "An error of this server";
      case 503 -> "Not available at the moment";
      default -> String.format(Locale.ROOT, "Error %d", status);
    };
  }

  private record ErrorView(int status, String title, String sentence) {}
}
