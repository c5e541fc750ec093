package org.hideandseek.challenges.strict;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A value inside a record that breaks one of its rules. Thrown by a record's constructor, it leads
 * {@link StrictFormat} to the line where the value stands. See {@link Rules} for records in which
 * several can be wrong at once.
 */
public final class RefusedValue extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> path;
  private final transient List<List<String>> beside;
  private final transient List<RefusedValue> others;

  /**
   * About the value of a key, or of a part of it.
   *
   * @param rule what follows the value's name in a sentence, such as "lies between 0 and 1"
   * @param path from the record to the value: keys as they are written, indices from 0
   */
  public RefusedValue(String rule, String... path) {
    this(rule, List.of(path), List.of(), List.of());
  }

  /**
   * About a value, with others that are wrong in the same record.
   *
   * @param beside the paths of the other values that the rule speaks of
   */
  RefusedValue(
      String rule, List<String> path, List<List<String>> beside, List<RefusedValue> others) {
    super((dotted(path) + " " + rule).strip());
    this.path = List.copyOf(path);
    this.beside = List.copyOf(beside);
    this.others = List.copyOf(others);
  }

  List<String> path() {
    return path;
  }

  List<List<String>> beside() {
    return beside;
  }

  /** This one and all others of the same record. */
  List<RefusedValue> all() {
    return Stream.concat(Stream.of(this), others.stream()).toList();
  }

  /** As people write it: {@code splits.sizes}, {@code facets[0]}. */
  static String dotted(List<String> path) {
    return path.stream()
        .map(part -> part.matches("[0-9]+") ? "[" + part + "]" : "." + part)
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
