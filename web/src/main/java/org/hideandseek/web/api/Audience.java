package org.hideandseek.web.api;

import io.javalin.http.Context;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.Visitors;

/**
 * Finds out who looks: the team whose token a request has, else anybody. What a team sees is not
 * for caches.
 */
public final class Audience {
  private final Visitors visitors;
  private final Participants participants;

  public Audience(Visitors visitors, Participants participants) {
    this.visitors = visitors;
    this.participants = participants;
  }

  /** What whoever sent this request may see; UNAUTHORIZED if its token is nobody's. */
  public Visitors of(Context ctx) {
    ctx.header("Vary", "Authorization");
    if (ctx.header("Authorization") == null) {
      return visitors;
    }
    ctx.header("Cache-Control", "no-store");
    return participants.view(BearerToken.of(ctx));
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
