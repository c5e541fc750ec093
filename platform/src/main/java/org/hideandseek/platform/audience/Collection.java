package org.hideandseek.platform.audience;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Several files to take home as one ZIP, which is made while it is sent and never held.
 *
 * @param name what it is called there
 * @param content what is in it
 */
public record Collection(String name, Content content) {

  public Collection {
    requireNonNull(content);
    if (!name.matches("[a-z0-9.-]+")) {
      throw new IllegalArgumentException("no file can be " + name);
    }
  }

  /** What is in it. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it, and leaves the stream open. */
    void write(OutputStream target) throws IOException;
  }
}
