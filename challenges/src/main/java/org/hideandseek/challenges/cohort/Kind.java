package org.hideandseek.challenges.cohort;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the values of a variable mean. */
public enum Kind {
  /** A real number between the variable's bounds. */
  @JsonProperty("numeric")
  NUMERIC,
  /** 0 or 1. */
  @JsonProperty("binary")
  BINARY,
  /** A code 0..k-1 without order, k being the number of categories. */
  @JsonProperty("categorical")
  CATEGORICAL
}
