package org.hideandseek.challenges.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a variable stands in a source, and how its value there becomes one in the variable's unit:
 * {@code value * factor + offset}, or a code.
 *
 * @param items what the source calls it; a name, or {@code table/name}, see docs/data.md
 * @param units units in which the source may give it, if the source tells a unit and it matters;
 *     empty for any
 * @param factor 1 unless given
 * @param offset 0 unless given
 * @param codes numbers for words that the source writes; for the rest it must write numbers
 * @param other the number for whatever else the source writes; none unless given
 */
record Origin(
    List<String> items,
    List<String> units,
    Double factor,
    Double offset,
    Map<String, Float> codes,
    Float other) {

  @JsonCreator
  Origin {
    items = items == null ? List.of() : List.copyOf(items);
    units = units == null ? List.of() : List.copyOf(units);
    factor = factor == null ? 1 : factor;
    offset = offset == null ? 0 : offset;
    codes = codes == null ? Map.of() : Map.copyOf(codes);
    if (items.isEmpty()) {
      throw new IllegalArgumentException("an entry under from names at least one of items");
    }
    if (!Double.isFinite(factor) || factor == 0 || !Double.isFinite(offset)) {
      throw new IllegalArgumentException("a factor is a number other than 0, an offset a number");
    }
  }

  /** One item that is written as it is wanted. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Origin of(String item) {
    return new Origin(List.of(item), null, null, null, null, null);
  }

  /** The number for a word that has no code. */
  Optional<Float> otherwise() {
    return Optional.ofNullable(other);
  }
}
