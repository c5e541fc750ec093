package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Who gets the releases of a hider. Nobody gets any before the reveal, whatever this says: a hider
 * that copies would hand its team the members of splits that its seekers still play.
 */
public enum Releases {
  /** Nobody: what was learnt from secret members stays on the platform. */
  @JsonProperty("none")
  NONE,
  /** Its team, from the reveal on. */
  @JsonProperty("own")
  OWN
}
