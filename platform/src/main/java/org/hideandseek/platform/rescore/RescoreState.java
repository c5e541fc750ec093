package org.hideandseek.platform.rescore;

import java.util.Arrays;

/** Where a re-score is. */
public enum RescoreState {
  /** Scores are being computed. */
  COMPUTING("computing"),
  /** All are there, and somebody has to decide. */
  COMPUTED("computed"),
  /** They took the place of the old ones. */
  APPLIED("applied"),
  /** They were thrown away. */
  DROPPED("dropped");

  private final String word;

  RescoreState(String word) {
    this.word = word;
  }

  /** As in the database, in JSON and on pages. */
  public String word() {
    return word;
  }

  static RescoreState of(String word) {
    return Arrays.stream(values())
        .filter(state -> state.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no state is called " + word));
  }
}
