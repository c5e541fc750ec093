package org.hideandseek.platform.submission;

/** Where a submission is in its life. */
public enum SubmissionState {
  /** Its container is tried on public patients. */
  CHECKING("checking"),
  /** It failed the check. */
  REFUSED("refused"),
  /** Its releases or matches are played. */
  PLAYING("playing"),
  /** All that it could play so far has been played. */
  RANKED("ranked");

  private final String word;

  SubmissionState(String word) {
    this.word = word;
  }

  /** As in the database, in JSON and on pages. */
  public String word() {
    return word;
  }
}
