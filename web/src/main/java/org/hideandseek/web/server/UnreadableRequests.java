package org.hideandseek.web.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.error.ErrorAnswers;
import org.hideandseek.web.page.Site;
import org.hideandseek.web.request.RequestId;

/** Answers what is no request that any route could see, such as one with a broken address. */
final class UnreadableRequests implements Request.Handler {
  /** What Jetty puts in the place of a path that it can't read. */
  private static final String UNREADABLE_PATH = "/badMessage";

  private final Site site;
  private final Json json;

  UnreadableRequests(Site site, Json json) {
    this.site = site;
    this.json = json;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    String id = RequestId.of(request);
    WebServer.protections().forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put(RequestId.HEADER, id);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (HttpStatus.hasNoBody(status)) {
      callback.succeeded();
      return true;
    }
    String sentence =
        status == 431
            ? "The address or the headers of the request are too long."
            : "The request is none that this server understands.";
    boolean program = isForPrograms(request);
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_TYPE, program ? ErrorAnswers.PROBLEM : "text/html; charset=UTF-8");
    String answer =
        program
            ? json.text(ErrorAnswers.problem(json, status, sentence, id))
            : ErrorAnswers.page(site, status, sentence);
    Content.Sink.write(response, true, answer, callback);
    return true;
  }

  /** What was asked for may be unreadable too; then browsers are known by what they accept. */
  private static boolean isForPrograms(Request request) {
    String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
    if (path != null && !path.equals(UNREADABLE_PATH)) {
      return ErrorAnswers.isForPrograms(path);
    }
    String accepts = request.getHeaders().get(HttpHeader.ACCEPT);
    return accepts == null || !accepts.contains("text/html");
  }
}
