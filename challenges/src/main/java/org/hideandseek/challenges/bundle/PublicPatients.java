package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Who can download the public patients to practise on. Public to the platform is not public to the
 * world: what an organiser may give away depends on where the patients come from, so nobody gets
 * them unless the organiser says so.
 */
public enum PublicPatients {
  /** Nobody. */
  @JsonProperty("none")
  NONE,
  /** Whoever is in a team of the challenge. */
  @JsonProperty("teams")
  TEAMS,
  /** Everybody. */
  @JsonProperty("everybody")
  EVERYBODY
}
