package org.hideandseek.web.report;

import java.util.OptionalDouble;
import org.hideandseek.web.page.Figures;

/** A number in a cell, or the words that there is none. */
record Cell(String text, boolean missing) {
  private static final String UNDEFINED = "not defined";

  static Cell of(double value) {
    return of(OptionalDouble.of(value));
  }

  static Cell of(OptionalDouble value) {
    return value.isPresent()
        ? new Cell(Figures.score(value.getAsDouble()), false)
        : new Cell(UNDEFINED, true);
  }

  /** As {@code 0.512–0.604}; a minus sign and the dash would be hard to tell apart. */
  static String range(double low, double high) {
    return Figures.score(low) + (low < 0 || high < 0 ? " to " : "–") + Figures.score(high);
  }
}
