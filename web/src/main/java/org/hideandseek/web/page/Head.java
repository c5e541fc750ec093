package org.hideandseek.web.page;

import java.util.List;

/**
 * What a page's frame needs to know about it.
 *
 * @param title before the site's name
 * @param description one sentence, for search engines and previews
 * @param section which entry of the navigation it belongs to: {@code challenges}, {@code about},
 *     {@code account}, {@code notices} or none
 * @param trail the pages above it
 */
public record Head(String title, String description, String section, List<Crumb> trail) {

  public Head {
    trail = List.copyOf(trail);
  }

  /** A page above this one. */
  public record Crumb(String label, String href) {}

  boolean inChallenges() {
    return section.equals("challenges");
  }

  boolean inAbout() {
    return section.equals("about");
  }

  boolean inAccount() {
    return section.equals("account");
  }

  boolean inNotices() {
    return section.equals("notices");
  }

  boolean hasTrail() {
    return !trail.isEmpty();
  }
}
