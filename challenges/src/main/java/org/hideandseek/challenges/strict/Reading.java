package org.hideandseek.challenges.strict;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text that was read as far as it is right.
 *
 * @param <T> the record that it holds
 */
public final class Reading<T> {
  private final Optional<T> value;
  private final List<String> problems;
  private final Complaint complaint;
  private final Set<List<String>> replaced;

  Reading(
      Optional<T> value, List<String> problems, Complaint complaint, Set<List<String>> replaced) {
    this.value = value;
    this.problems = List.copyOf(problems);
    this.complaint = complaint;
    this.replaced = Set.copyOf(replaced);
  }

  /**
   * The record. Where the text is wrong, values of an example, or none, stand in it; see {@link
   * #says}. Empty if there is no example, or not enough could be read.
   */
  public Optional<T> value() {
    return value;
  }

  /** All that is wrong, in the order of its lines: sentences without a full stop. */
  public List<String> problems() {
    return problems;
  }

  /** Whether the value under a path is what the text says, all of it. */
  public boolean says(String... path) {
    return isUntouched(List.of(path), replaced);
  }

  /** What a sentence about the value under a path begins with: file and line. */
  public String at(String... path) {
    return complaint.at(List.of(path));
  }

  /** Whether nothing under a path, and none of the groups that hold it, is among others. */
  static boolean isUntouched(List<String> path, Set<List<String>> others) {
    return others.stream().noneMatch(other -> begins(path, other) || begins(other, path));
  }

  private static boolean begins(List<String> path, List<String> start) {
    return path.size() >= start.size() && path.subList(0, start.size()).equals(start);
  }
}
