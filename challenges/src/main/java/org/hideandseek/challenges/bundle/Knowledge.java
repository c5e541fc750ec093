package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Something that seekers can be given besides release and candidates. */
public enum Knowledge {
  /** A sample of the population, none of them members or candidates. */
  @JsonProperty("reference")
  REFERENCE,
  /** Releases of the same hider on known members, made from public patients. */
  @JsonProperty("shadows")
  SHADOWS
}
