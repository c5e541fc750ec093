package org.hideandseek.platform.submission;

import java.util.Arrays;

/** Who or what brought a submission or a run to the state in which it ended. */
public enum EndedBy {
  /** The team whose submission it is. */
  TEAM("team"),
  /** Whoever runs the platform. */
  OPERATOR("operator"),
  /** An organiser of the challenge. */
  ORGANISER("organiser"),
  /** The platform or its machine. */
  PLATFORM("platform"),
  /** The container itself. */
  PLAYER("player");

  private final String word;

  EndedBy(String word) {
    this.word = word;
  }

  /** The actor of this word. */
  public static EndedBy of(String word) {
    return Arrays.stream(values())
        .filter(actor -> actor.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no actor is called " + word));
  }

  /** As in the database, in JSON and on pages. */
  public String word() {
    return word;
  }
}
