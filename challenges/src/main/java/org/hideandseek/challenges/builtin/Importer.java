package org.hideandseek.challenges.builtin;

import java.io.IOException;
import org.hideandseek.challenges.cohort.Cohort;

/** Makes a cohort of data in a format of their own. */
public interface Importer {
  /** As in {@code challenge.yaml} under {@code data: importer}. */
  String name();

  /**
   * Reads the data.
   *
   * @throws IOException if they can't be read; the message names file and line
   */
  Cohort read() throws IOException;
}
