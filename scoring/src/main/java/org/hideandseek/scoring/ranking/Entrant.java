package org.hideandseek.scoring.ranking;

/**
 * A hider or seeker of a team.
 *
 * @param name identifies the submission among those of its role
 * @param team matches within one team never rank anybody
 */
public record Entrant(String name, String team) {
  public Entrant {
    if (name.isBlank() || team.isBlank()) {
      throw new IllegalArgumentException("an entrant has a name and a team");
    }
  }
}
