package org.hideandseek.challenges.cohort;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a static variable is for. */
public enum Role {
  /** Known about the patient. */
  @JsonProperty("covariate")
  COVARIATE,
  /** What became of the patient; at most one in a schema. */
  @JsonProperty("outcome")
  OUTCOME
}
