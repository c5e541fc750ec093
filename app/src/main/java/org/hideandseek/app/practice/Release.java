package org.hideandseek.app.practice;

import java.nio.file.Path;
import org.hideandseek.platform.play.Known;

/** What a seeker is played on: a cohort, and what is known besides. */
public final class Release {
  private final Path arrays;
  private final boolean zipped;
  private final Known known;

  /**
   * A release.
   *
   * @param arrays the folder of the four arrays
   * @param zipped whether what a hider of 2020 returned lies beside them
   */
  Release(Path arrays, boolean zipped, Known known) {
    this.arrays = arrays;
    this.zipped = zipped;
    this.known = known;
  }

  Path arrays() {
    return arrays;
  }

  boolean zipped() {
    return zipped;
  }

  Known known() {
    return known;
  }
}
