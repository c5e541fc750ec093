package org.hideandseek.web.request;

import io.javalin.http.Context;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/**
 * Under which a request is found in the log. A client may bring its own in the header {@value
 * #HEADER}; one that is not 8 to 64 letters, digits, '.', '_' and '-' is replaced, since it could
 * forge lines of the log.
 */
public final class RequestId {
  /** Read from requests and put into every answer. */
  public static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = "org.hideandseek.request-id";
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{7,63}");

  private RequestId() {}

  /** The id of a request; one that has none yet gets it now. */
  public static String of(Request request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String sent = request.getHeaders().get(HEADER);
    String id = sent != null && SANE.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  /** The id of a request that a route answers. */
  public static String of(Context ctx) {
    return ctx.<String>attribute(ATTRIBUTE);
  }
}
