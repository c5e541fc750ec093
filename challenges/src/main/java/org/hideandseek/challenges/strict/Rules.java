package org.hideandseek.challenges.strict;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The rules of a record. All are looked at before the record is refused, so that whoever wrote its
 * values reads everything at once.
 */
public final class Rules {
  /** A broken rule. */
  private record Broken(String rule, List<String> path, List<List<String>> beside) {
    RefusedValue refused(List<RefusedValue> others) {
      return new RefusedValue(rule, path, beside, others);
    }
  }

  private final List<Broken> broken = new ArrayList<>();

  /**
   * A rule about the value of a key, or of a part of it.
   *
   * @param path from the record to the value: keys as they are written, indices from 0
   */
  public Rule at(String... path) {
    return new Rule(List.of(path), List.of());
  }

  /**
   * Refuses the record if a rule is broken.
   *
   * @throws RefusedValue with all of them
   */
  public void hold() {
    if (!broken.isEmpty()) {
      throw broken
          .get(0)
          .refused(
              broken.subList(1, broken.size()).stream()
                  .map(other -> other.refused(List.of()))
                  .toList());
    }
  }

  /** One rule. */
  public final class Rule {
    private final List<String> path;
    private final List<List<String>> beside;

    private Rule(List<String> path, List<List<String>> beside) {
      this.path = path;
      this.beside = beside;
    }

    /** The same rule, which speaks of another value too: if that one is wrong, it says nothing. */
    public Rule beside(String... other) {
      List<List<String>> more = new ArrayList<>(beside);
      more.add(List.of(other));
      return new Rule(path, List.copyOf(more));
    }

    /**
     * Notes whether the rule is kept.
     *
     * @param rule what follows the value's name in a sentence, such as "lies between 0 and 1";
     *     asked for only if it is not kept
     */
    public void require(boolean kept, Supplier<String> rule) {
      if (!kept) {
        broken.add(new Broken(rule.get(), path, beside));
      }
    }
  }
}
