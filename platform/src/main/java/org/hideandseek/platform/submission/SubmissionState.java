package org.hideandseek.platform.submission;

import java.util.Arrays;

/** Where a submission is in its life. */
public enum SubmissionState {
  /** Its container is tried on public patients. */
  CHECKING("checking"),
  /** It failed the check. */
  REFUSED("refused"),
  /** Its releases or matches are played. */
  PLAYING("playing"),
  /** All that it could play so far has been played. */
  RANKED("ranked"),
  /** Its team stopped it before it had played all. */
  CANCELLED("cancelled"),
  /** Its team took it back: it is on no board. */
  WITHDRAWN("withdrawn"),
  /** The operator took it off the boards. */
  DISQUALIFIED("disqualified");

  private final String word;

  SubmissionState(String word) {
    this.word = word;
  }

  /** The state of this word. */
  public static SubmissionState of(String word) {
    return Arrays.stream(values())
        .filter(state -> state.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no state is called " + word));
  }

  /** As in the database, in JSON and on pages. */
  public String word() {
    return word;
  }

  /** Whether it takes part: it is on the boards, and what it can play is played. */
  public boolean plays() {
    return this == PLAYING || this == RANKED;
  }

  /** Whether somebody may still end it. */
  public boolean canEnd() {
    return this == CHECKING || plays();
  }
}
