package org.hideandseek.web.api;

import io.javalin.http.Context;
import org.hideandseek.platform.audience.Edition;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.Visitors;

/**
 * What whoever sends a request may see. What a team sees is for its own cache alone.
 *
 * @see Callers
 */
public final class Audience {
  private static final String ATTRIBUTE = "org.hideandseek.audience";

  private final Visitors visitors;
  private final Participants participants;
  private final Callers callers;

  public Audience(Visitors visitors, Participants participants, Callers callers) {
    this.visitors = visitors;
    this.participants = participants;
    this.callers = callers;
  }

  /**
   * What whoever sent this request may see, the same for all of the request; UNAUTHORIZED if its
   * token is nobody's.
   */
  public Visitors of(Context ctx) {
    Visitors known = ctx.attribute(ATTRIBUTE);
    if (known != null) {
      return known;
    }
    ctx.header("Vary", "Authorization, Cookie");
    Visitors view =
        callers
            .reader(ctx)
            .map(
                entrant -> {
                  ctx.header("Cache-Control", "private, no-cache");
                  return participants.view(entrant);
                })
            .orElse(visitors)
            .now();
    ctx.attribute(ATTRIBUTE, view);
    return view;
  }

  /**
   * The boards of a challenge, of the phase that the parameter {@code phase} names if there is one.
   */
  public Leaderboards boards(Context ctx, String challenge) {
    String phase = phase(ctx);
    return phase.isEmpty()
        ? of(ctx).leaderboards(challenge)
        : of(ctx).leaderboards(challenge, phase);
  }

  /** The edition of a challenge, with the boards that {@link #boards} gives. */
  public Edition edition(Context ctx, String challenge) {
    String phase = phase(ctx);
    return phase.isEmpty() ? of(ctx).edition(challenge) : of(ctx).edition(challenge, phase);
  }

  private static String phase(Context ctx) {
    String phase = ctx.queryParam("phase");
    return phase == null ? "" : phase.strip();
  }
}
