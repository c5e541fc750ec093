package org.hideandseek.platform.audience;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file to take home.
 *
 * @param name what it is called there; tells nothing but the challenge, or numbers of submission
 *     and split
 * @param sha256 of its content, in hexadecimal digits
 * @param bytes how long it is
 * @param content what is in it, the same however often it is read
 */
public record Download(String name, String sha256, long bytes, Content content) {

  public Download {
    requireNonNull(content);
    if (!name.matches("[a-z0-9.-]+") || !sha256.matches("[0-9a-f]{64}") || bytes < 0) {
      throw new IllegalArgumentException("no file can be " + name + ", " + sha256 + ", " + bytes);
    }
  }

  /** What is in a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes a part of the file.
     *
     * @param from the first byte, from 0
     * @param count how many; the file has as many from there on
     */
    void write(long from, long count, OutputStream target) throws IOException;
  }
}
