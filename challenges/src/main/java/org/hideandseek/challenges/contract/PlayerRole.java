package org.hideandseek.challenges.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The two roles of a submission. */
public enum PlayerRole {
  @JsonProperty("hider")
  HIDER("hider"),
  @JsonProperty("seeker")
  SEEKER("seeker");

  private final String word;

  PlayerRole(String word) {
    this.word = word;
  }

  /** As in files, addresses and on pages. */
  public String word() {
    return word;
  }
}
