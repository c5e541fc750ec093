package org.hideandseek.web.submission;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import org.hideandseek.platform.audience.Downloads;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.api.Callers;
import org.hideandseek.web.api.FileAnswer;

/** What a team takes home of its own submissions: the archive that it sent, and its releases. */
public final class DownloadApi {
  private final Downloads downloads;
  private final Callers callers;

  public DownloadApi(Downloads downloads, Callers callers) {
    this.downloads = downloads;
    this.callers = callers;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/submissions/{id}/upload", this::upload);
    routes.head("/api/v1/submissions/{id}/upload", this::upload);
    routes.get("/api/v1/submissions/{id}/releases/{split}", this::release);
    routes.head("/api/v1/submissions/{id}/releases/{split}", this::release);
    routes.get("/api/v1/challenges/{name}/releases", this::releases);
  }

  private void upload(Context ctx) throws IOException {
    FileAnswer.send(ctx, downloads.upload(callers.needReader(ctx), SubmissionId.of(ctx)));
  }

  private void releases(Context ctx) throws IOException {
    FileAnswer.send(ctx, downloads.releases(callers.needReader(ctx), ctx.pathParam("name")));
  }

  private void release(Context ctx) throws IOException {
    String split = ctx.pathParam("split");
    if (!split.matches("[1-9][0-9]{0,3}")) {
      throw new ProblemException(
          Problem.NOT_FOUND, "A split is a number from 1 on, not '" + split + "'.");
    }
    FileAnswer.send(
        ctx,
        downloads.release(callers.needReader(ctx), SubmissionId.of(ctx), Integer.parseInt(split)));
  }
}
