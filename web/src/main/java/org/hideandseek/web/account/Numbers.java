package org.hideandseek.web.account;

import io.javalin.http.Context;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.session.Browser;

/** Numbers in addresses and forms. */
final class Numbers {
  private Numbers() {}

  /** A number in the path; NOT_FOUND if it is none. */
  static long of(Context ctx, String parameter) {
    String text = ctx.pathParam(parameter);
    if (!text.matches("[0-9]{1,18}")) {
      throw new ProblemException(Problem.NOT_FOUND, "There is nothing at this address.");
    }
    return Long.parseLong(text);
  }

  /**
   * A number in a form.
   *
   * @return 0 if it is none
   */
  static long typed(Context ctx, String field) {
    String text = Browser.field(ctx, field).strip();
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }
}
