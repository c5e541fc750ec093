package org.hideandseek.platform.audience;

import java.util.List;
import org.hideandseek.platform.phase.PhaseChange;
import org.hideandseek.platform.steering.Announcement;

/**
 * What the organisers of a challenge have told everybody since it opened.
 *
 * @param announcements the newest first
 * @param dateChanges how the dates of its phases were changed, the oldest first
 */
public record Bulletin(List<Announcement> announcements, List<PhaseChange> dateChanges) {
  /** Of a challenge of which nothing was said. */
  public static final Bulletin EMPTY = new Bulletin(List.of(), List.of());

  public Bulletin {
    announcements = List.copyOf(announcements);
    dateChanges = List.copyOf(dateChanges);
  }
}
