package org.hideandseek.web.api;

import io.javalin.http.Context;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.Visitors;

/**
 * What whoever sends a request may see. What a team sees is not for caches.
 *
 * @see Callers
 */
public final class Audience {
  private final Visitors visitors;
  private final Participants participants;
  private final Callers callers;

  public Audience(Visitors visitors, Participants participants, Callers callers) {
    this.visitors = visitors;
    this.participants = participants;
    this.callers = callers;
  }

  /** What whoever sent this request may see; UNAUTHORIZED if its token is nobody's. */
  public Visitors of(Context ctx) {
    ctx.header("Vary", "Authorization, Cookie");
    return callers
        .reader(ctx)
        .map(
            entrant -> {
              ctx.header("Cache-Control", "no-store");
              return participants.view(entrant);
            })
        .orElse(visitors);
  }

  /**
   * The boards of a challenge, of the phase that the parameter {@code phase} names if there is one.
   */
  public Leaderboards boards(Context ctx, String challenge) {
    String phase = ctx.queryParam("phase");
    return phase == null || phase.isBlank()
        ? of(ctx).leaderboards(challenge)
        : of(ctx).leaderboards(challenge, phase.strip());
  }
}
