package org.hideandseek.web.submission;

import io.javalin.http.Context;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/** The id in a submission's address. */
public final class SubmissionId {

  private SubmissionId() {}

  /** NOT_FOUND where the address has something else in its place. */
  public static long of(Context ctx) {
    String id = ctx.pathParam("id");
    if (!id.matches("[0-9]{1,18}")) {
      throw new ProblemException(
          Problem.NOT_FOUND, "There is no such submission; submissions have numbers.");
    }
    return Long.parseLong(id);
  }
}
