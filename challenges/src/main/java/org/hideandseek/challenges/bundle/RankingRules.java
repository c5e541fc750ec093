package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How hiders and seekers are ranked.
 *
 * @param rule what a hider's privacy is
 * @param profile which scores count
 */
public record RankingRules(Rule rule, Profile profile) {
  /** What the platform does unless told otherwise. */
  public static final RankingRules USUAL =
      new RankingRules(Rule.STRONGEST_SEEKER, Profile.STANDARD);

  public RankingRules {
    rule = rule == null ? Rule.STRONGEST_SEEKER : rule;
    profile = profile == null ? Profile.STANDARD : profile;
  }

  /** What of all seekers makes a hider's score. */
  public enum Rule {
    /** The best attack. */
    @JsonProperty("strongest-seeker")
    STRONGEST_SEEKER,
    /** The mean over seekers, as in 2020. */
    @JsonProperty("mean")
    MEAN
  }

  /** A set of scores and gates. */
  public enum Profile {
    /** AUC, and the gate on the smallest facet. */
    @JsonProperty("standard")
    STANDARD,
    /** Accuracy, and the gate of the NeurIPS 2020 challenge. */
    @JsonProperty("hide-and-seek-2020")
    HIDE_AND_SEEK_2020
  }
}
