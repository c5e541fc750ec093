package org.hideandseek.challenges.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.hideandseek.challenges.table.BadRow;
import org.hideandseek.challenges.table.Table;

/**
 * How an item of a source becomes a value of a variable.
 *
 * @param index of the variable among the features, or among the statics
 * @param name of the variable
 * @param origins alternatives that differ in their units
 */
record Reading(int index, String name, List<Origin> origins) {
  /** What sources write where nothing is known. */
  private static final Set<String> NOTHING = Set.of("", "nan", "null", "na");

  Reading {
    origins = List.copyOf(origins);
  }

  /**
   * The value of a cell in the variable's unit; NaN where nothing is known.
   *
   * @param column what messages call the cell
   * @throws BadRow if it is no number, or no word that has a code
   */
  float value(Table.Row row, String column, String text) throws BadRow {
    return value(row, column, text, origins.get(0));
  }

  /**
   * The value of a cell in the variable's unit; NaN where nothing is known.
   *
   * @param unit as the source writes it
   * @throws BadRow if it is no number, or in a unit that the list does not name
   */
  float value(Table.Row row, String column, String text, String unitColumn, String unit)
      throws BadRow {
    for (Origin origin : origins) {
      if (origin.units().isEmpty()
          || origin.units().stream().anyMatch(unit.strip()::equalsIgnoreCase)) {
        return value(row, column, text, origin);
      }
    }
    if (NOTHING.contains(text.strip().toLowerCase(Locale.ROOT))) {
      return Float.NaN;
    }
    throw row.unlike(
        unitColumn + " of " + name,
        unit,
        origins.stream()
            .flatMap(origin -> origin.units().stream())
            .collect(Collectors.joining(" or ")));
  }

  private static float value(Table.Row row, String column, String text, Origin origin)
      throws BadRow {
    String stripped = text.strip();
    Float code = origin.codes().get(stripped);
    if (code != null) {
      return code;
    }
    if (NOTHING.contains(stripped.toLowerCase(Locale.ROOT))) {
      return Float.NaN;
    }
    if (origin.otherwise().isPresent()) {
      return origin.otherwise().get();
    }
    if (!origin.codes().isEmpty() && !startsLikeNumber(stripped)) {
      throw row.unlike(
          column,
          text,
          "one of " + origin.codes().keySet().stream().sorted().collect(Collectors.joining(", ")));
    }
    return (float) (number(row, column, stripped) * origin.factor() + origin.offset());
  }

  private static boolean startsLikeNumber(String text) {
    char first = text.charAt(0);
    return first == '-' || first == '.' || (first >= '0' && first <= '9');
  }

  /**
   * A number as people write it, with a decimal point.
   *
   * @throws BadRow if it is none
   */
  static double number(Table.Row row, String column, String text) throws BadRow {
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw row.unlike(column, text, "a number");
    }
    char last = text.isEmpty() ? 'x' : text.charAt(text.length() - 1);
    // Java also reads 1d, 1f and Infinity.
    if (!Double.isFinite(number) || !(last == '.' || (last >= '0' && last <= '9'))) {
      throw row.unlike(column, text, "a number");
    }
    return number;
  }
}
