package org.hideandseek.challenges.dataset;

import java.io.IOException;

/** Reads the stays of one format. */
interface Reader {
  /**
   * Hands every stay to {@code intake}.
   *
   * @throws IOException if the source can't be read
   */
  void read(Intake intake) throws IOException;
}
