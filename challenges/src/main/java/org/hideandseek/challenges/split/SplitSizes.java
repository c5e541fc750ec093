package org.hideandseek.challenges.split;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hideandseek.challenges.strict.Rules;

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
    Rules rules = new Rules();
    rules.at("candidates").require(candidates >= 20, () -> "is 20 or more, not " + candidates);
    rules.at("reference").require(reference >= 0, () -> "is 0 or more, not " + reference);
    rules.at("holdout").require(holdout >= 10, () -> "is 10 or more, not " + holdout);
    rules.hold();
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
