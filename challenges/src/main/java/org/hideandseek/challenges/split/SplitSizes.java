package org.hideandseek.challenges.split;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How the private patients are divided, by number of patients.
 *
 * @param candidates about half of them become members
 * @param reference a sample of the population, never members
 * @param holdout for testing utility
 */
public record SplitSizes(
    @JsonProperty(required = true) int candidates,
    @JsonProperty(required = true) int reference,
    @JsonProperty(required = true) int holdout) {

  public SplitSizes {
    if (candidates < 20 || reference < 0 || holdout < 10) {
      throw new IllegalArgumentException(
          "a split needs at least 20 candidates, 0 reference and 10 holdout patients");
    }
  }

  public int total() {
    return candidates + reference + holdout;
  }

  /**
   * How many patients a hider releases: half the candidates, so that the number tells nothing about
   * the coins.
   */
  public int records() {
    return candidates / 2;
  }

  /**
   * How many patients a hider releases that learns from so many, in the ratio of {@link #records()}
   * to the members that are to be expected of a split.
   */
  public int records(int members) {
    return Math.max(1, (int) Math.round(records() * members / (candidates / 2.0)));
  }
}
