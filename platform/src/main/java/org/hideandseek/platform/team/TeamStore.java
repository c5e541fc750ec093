package org.hideandseek.platform.team;

import java.util.Optional;

/** The teams. */
public interface TeamStore {
  /**
   * Adds a team.
   *
   * @return empty if the name is taken
   */
  Optional<Team> add(String name, boolean baseline, String tokenHash);

  /**
   * The team of this name gets another token, so that the old one no longer works; teams of people
   * have none.
   */
  Optional<Team> changeToken(String name, String tokenHash);

  Optional<Team> byTokenHash(String tokenHash);
}
