package org.hideandseek.challenges.strict;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A value inside a record that breaks one of its rules. Thrown by a record's constructor, it leads
 * {@link StrictFormat} to the line where the value stands.
 */
public final class RefusedValue extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> path;

  /**
   * About the value of a key, or of a part of it.
   *
   * @param rule what follows the value's name in a sentence, such as "lies between 0 and 1"
   * @param path from the record to the value: keys as they are written, indices from 0
   */
  public RefusedValue(String rule, String... path) {
    super(dotted(List.of(path)) + " " + rule);
    this.path = List.of(path);
  }

  List<String> path() {
    return path;
  }

  /** As people write it: {@code splits.sizes}, {@code facets[0]}. */
  static String dotted(List<String> path) {
    return path.stream()
        .map(part -> part.matches("[0-9]+") ? "[" + part + "]" : "." + part)
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
