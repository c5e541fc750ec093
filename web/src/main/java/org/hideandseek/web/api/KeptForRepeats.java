package org.hideandseek.web.api;

import io.javalin.http.Context;
import jakarta.servlet.ServletRequest;

/**
 * Which answers are kept for repetitions of their requests although no cache may store them: they
 * are for one sender's eyes, and hold no secret.
 */
public final class KeptForRepeats {
  private static final String ATTRIBUTE = "org.hideandseek.kept-for-repeats";

  private KeptForRepeats() {}

  /** Says so of the answer to a request. */
  public static void allow(Context ctx) {
    ctx.attribute(ATTRIBUTE, true);
  }

  /** Whether it was said. */
  public static boolean isAllowed(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }
}
