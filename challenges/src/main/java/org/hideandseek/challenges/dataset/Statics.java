package org.hideandseek.challenges.dataset;

import java.util.Arrays;
import java.util.Map;
import org.hideandseek.challenges.table.BadRow;
import org.hideandseek.challenges.table.Table;

/**
 * Statics as they become known: arrays in the order of the schema, NaN where nothing is known yet.
 */
final class Statics {
  private Statics() {}

  static float[] none(Selection selection) {
    float[] statics = new float[selection.statics().size()];
    Arrays.fill(statics, Float.NaN);
    return statics;
  }

  /**
   * What a row knows.
   *
   * @param items by column
   */
  static float[] of(Selection selection, Map<String, Reading> items, Table.Row row) throws BadRow {
    float[] statics = none(selection);
    for (var item : items.entrySet()) {
      statics[item.getValue().index()] =
          item.getValue().value(row, item.getKey(), row.text(item.getKey()));
    }
    return statics;
  }

  /** Adds what is known to what was not known yet. */
  static void add(float[] known, float[] to) {
    for (int s = 0; s < known.length; s++) {
      if (Float.isNaN(to[s])) {
        to[s] = known[s];
      }
    }
  }
}
