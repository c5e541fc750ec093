package org.hideandseek.challenges.strict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A YAML text without the top-level blocks that are not valid, so that the others can be read.
 * Lines stay where they are.
 */
final class Blocks {
  private static final Pattern KEY = Pattern.compile("\\s*([A-Za-z_]+)\\s*:.*");

  private final List<String> lines;
  private final Set<String> cut = new HashSet<>();

  Blocks(String text) {
    this.lines = new ArrayList<>(text.lines().toList());
  }

  /**
   * Empties the block that a line is part of.
   *
   * @param line counted from 1
   * @return whether there was anything in it
   */
  boolean cut(int line) {
    if (line < 1 || line > lines.size()) {
      return false;
    }
    int from = line - 1;
    while (from > 0 && !begins(lines.get(from))) {
      from--;
    }
    int to = from + 1;
    while (to < lines.size() && !begins(lines.get(to))) {
      to++;
    }
    boolean something = false;
    for (int i = from; i < to; i++) {
      something |= !lines.get(i).isBlank();
      Matcher key = KEY.matcher(lines.get(i));
      if (key.matches()) {
        cut.add(key.group(1));
      }
      lines.set(i, "");
    }
    return something;
  }

  /** Whether a top-level block begins with a line. */
  private static boolean begins(String line) {
    return !line.isEmpty() && " \t-#}]".indexOf(line.charAt(0)) < 0;
  }

  /** The names of keys that stood in what was cut, on whatever level. */
  Set<String> keys() {
    return Set.copyOf(cut);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
