package org.hideandseek.platform.run;

import java.util.Arrays;

/** What a run is for; in the order in which waiting runs are taken. */
public enum RunKind {
  /** A submission is tried on public patients. */
  CHECK("1-check"),
  /** A hider learns from the members of a split and releases. */
  RELEASE("2-release"),
  /** A hider learns from a half of the public patients, for seekers that know shadows. */
  SHADOW("2-shadow"),
  /** A seeker scores the candidates of a split against a release. */
  MATCH("3-match");

  private final String key;

  RunKind(String key) {
    this.key = key;
  }

  /** The kind of this key. */
  public static RunKind ofKey(String key) {
    return Arrays.stream(values())
        .filter(kind -> kind.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind has the key " + key));
  }

  /** In the database, so that sorting by it gives the order of the queue. */
  public String key() {
    return key;
  }

  /** In JSON and on pages. */
  public String word() {
    return key.substring(2);
  }
}
