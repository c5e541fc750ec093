package org.hideandseek.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes on the way out of the process, where there is nobody left to throw to. */
public final class Closing {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  public static void quietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      log.warn("Something could not be closed on the way out", e);
    }
  }
}
