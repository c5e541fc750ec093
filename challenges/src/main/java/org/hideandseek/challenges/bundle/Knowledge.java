package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a seeker is given besides release and candidates. */
public enum Knowledge {
  /** Nothing. */
  @JsonProperty("none")
  NONE,
  /** A sample of the population, none of them members. */
  @JsonProperty("reference")
  REFERENCE,
  /** Releases of the same hider on known members, made from public patients. */
  @JsonProperty("shadows")
  SHADOWS
}
