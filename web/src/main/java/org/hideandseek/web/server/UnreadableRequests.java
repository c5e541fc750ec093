package org.hideandseek.web.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.hideandseek.web.error.ErrorAnswers;
import org.hideandseek.web.page.Site;

/** Answers what is no request that any route could see, such as one with a broken address. */
final class UnreadableRequests implements Request.Handler {
  private final Site site;

  UnreadableRequests(Site site) {
    this.site = site;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    WebServer.protections().forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html; charset=UTF-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (!HttpStatus.hasNoBody(status)) {
      String page =
          ErrorAnswers.page(
              site,
              status,
              status == 431
                  ? "The address or the headers of the request are too long."
                  : "The request is none that this server understands.");
      Content.Sink.write(response, true, page, callback);
    } else {
      callback.succeeded();
    }
    return true;
  }
}
