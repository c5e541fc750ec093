package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A side of a release's utility that a challenge can list. */
public enum Facet {
  @JsonProperty("outcome-prediction")
  OUTCOME_PREDICTION("outcome-prediction"),
  @JsonProperty("marginals")
  MARGINALS("marginals"),
  @JsonProperty("one-step-ahead")
  ONE_STEP_AHEAD("one-step-ahead"),
  @JsonProperty("feature-from-others")
  FEATURE_FROM_OTHERS("feature-from-others"),
  @JsonProperty("temporal-structure")
  TEMPORAL_STRUCTURE("temporal-structure"),
  @JsonProperty("joint-structure")
  JOINT_STRUCTURE("joint-structure"),
  @JsonProperty("missingness")
  MISSINGNESS("missingness");

  private final String word;

  Facet(String word) {
    this.word = word;
  }

  /** As in {@code challenge.yaml}, in results and on pages. */
  public String word() {
    return word;
  }
}
