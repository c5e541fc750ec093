package org.hideandseek.challenges.table;

import java.io.IOException;

/**
 * A row, or a whole file of rows, that can't be used; the message names file, line, what is there
 * and what was expected.
 */
public final class BadRow extends IOException {
  private static final long serialVersionUID = 1L;

  private final String kind;

  private BadRow(String kind, String message) {
    super(message);
    this.kind = kind;
  }

  BadRow(String file, long line, String kind, String what) {
    this(kind, file + ", line " + line + ": " + what);
  }

  /**
   * A fault of a whole file, or of one that shows only when several are read together.
   *
   * @param kind the same for all that have this fault
   * @param message a sentence that names the file
   */
  public static BadRow about(String kind, String message) {
    return new BadRow(kind, message);
  }

  /** The same for all rows with this fault, whatever their values. */
  public String kind() {
    return kind;
  }
}
