package org.hideandseek.web.api;

import io.javalin.http.Context;
import java.util.Locale;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/** The token of whoever sends a request. */
public final class BearerToken {
  private static final String SCHEME = "bearer ";

  private BearerToken() {}

  /** UNAUTHORIZED where there is none. */
  public static String of(Context ctx) {
    String header = ctx.header("Authorization");
    if (header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      String token = header.substring(SCHEME.length()).strip();
      if (!token.isEmpty()) {
        return token;
      }
    }
    throw new ProblemException(
        Problem.UNAUTHORIZED, "Send your token in the header 'Authorization: Bearer TOKEN'.");
  }
}
