package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a seeker is given besides release and candidates. */
public enum Knowledge {
  @JsonProperty("none")
  NONE
}
