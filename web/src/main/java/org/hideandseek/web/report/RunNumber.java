package org.hideandseek.web.report;

import io.javalin.http.Context;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/** The number of a run in an address. */
final class RunNumber {
  private RunNumber() {}

  /** NOT_FOUND where the address has something else in its place. */
  static long of(Context ctx) {
    String run = ctx.pathParam("run");
    if (!run.matches("[0-9]{1,18}")) {
      throw new ProblemException(Problem.NOT_FOUND, "There is no such run; runs have numbers.");
    }
    return Long.parseLong(run);
  }
}
