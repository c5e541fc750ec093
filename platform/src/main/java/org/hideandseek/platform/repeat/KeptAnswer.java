package org.hideandseek.platform.repeat;

import static java.util.Objects.requireNonNull;

/**
 * What was answered to a request.
 *
 * @param status of HTTP, a success
 * @param contentType its media type; empty where it has no body
 * @param location the address of what was made; empty where none was given
 * @param body as text; empty where there is none
 */
public record KeptAnswer(int status, String contentType, String location, String body) {
  public KeptAnswer {
    requireNonNull(contentType);
    requireNonNull(location);
    requireNonNull(body);
    if (status < 200 || status > 299) {
      throw new IllegalArgumentException("only successes are kept, not " + status);
    }
  }
}
