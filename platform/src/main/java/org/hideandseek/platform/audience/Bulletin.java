package org.hideandseek.platform.audience;

import java.time.Instant;
import java.util.List;
import org.hideandseek.platform.phase.PhaseChange;
import org.hideandseek.platform.steering.Announcement;

/**
 * What the organisers of a challenge have told everybody since it opened.
 *
 * @param announcements the newest first
 * @param dateChanges how the dates of its phases were changed, the oldest first
 * @param rescores when all scores were computed again, the oldest first
 */
public record Bulletin(
    List<Announcement> announcements, List<PhaseChange> dateChanges, List<Rescoring> rescores) {
  /** Of a challenge of which nothing was said. */
  public static final Bulletin EMPTY = new Bulletin(List.of(), List.of(), List.of());

  public Bulletin {
    announcements = List.copyOf(announcements);
    dateChanges = List.copyOf(dateChanges);
    rescores = List.copyOf(rescores);
  }

  /**
   * All scores were computed again.
   *
   * @param at when the new ones took the place of the old ones
   * @param from what had computed those, a line each, such as {@code scorer 2}
   * @param to what computed the new ones, likewise
   */
  public record Rescoring(Instant at, String from, String to) {}
}
