package org.hideandseek.platform.submission;

import java.util.Arrays;

/** What was uploaded. */
public enum Format {
  /** A container image. */
  IMAGE("image"),
  /** A ZIP in the format of the NeurIPS 2020 challenge. */
  ZIP_2020("zip-2020");

  private final String word;

  Format(String word) {
    this.word = word;
  }

  /** The format of this word. */
  public static Format of(String word) {
    return Arrays.stream(values())
        .filter(format -> format.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no format is called " + word));
  }

  /** As in the database and in JSON. */
  public String word() {
    return word;
  }
}
