package org.hideandseek.platform.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says where two documents differ. */
final class Differences {
  private static final int LONGEST = 120;

  private Differences() {}

  /**
   * Compares trees; numbers are equal if their bits are.
   *
   * @return for each difference where it is, what is stored and what was computed; empty if none is
   */
  static List<String> ofTrees(JsonNode stored, JsonNode computed) {
    List<String> found = new ArrayList<>();
    compare("", stored, computed, found);
    return found;
  }

  private static void compare(
      String where, JsonNode stored, JsonNode computed, List<String> found) {
    if (stored.isObject() && computed.isObject()) {
      Set<String> keys = new LinkedHashSet<>();
      stored.fieldNames().forEachRemaining(keys::add);
      computed.fieldNames().forEachRemaining(keys::add);
      for (String key : keys) {
        compare(
            where.isEmpty() ? key : where + "." + key, stored.path(key), computed.path(key), found);
      }
    } else if (stored.isArray() && computed.isArray()) {
      for (int i = 0; i < Math.max(stored.size(), computed.size()); i++) {
        compare(where + "[" + i + "]", stored.path(i), computed.path(i), found);
      }
    } else if (!stored.equals(computed)) {
      found.add(where + " is stored as " + shown(stored) + " but computes to " + shown(computed));
    }
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "nothing" : shorten(node.toString());
  }

  /**
   * Compares texts line by line.
   *
   * @return the first line that differs, with what is stored and what was computed, or nothing
   */
  static List<String> ofTexts(byte[] stored, byte[] computed) {
    List<String> one = new String(stored, UTF_8).lines().toList();
    List<String> other = new String(computed, UTF_8).lines().toList();
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      String left = i < one.size() ? one.get(i) : "";
      String right = i < other.size() ? other.get(i) : "";
      if (!left.equals(right) || i >= one.size() || i >= other.size()) {
        return List.of(
            "line "
                + (i + 1)
                + " is stored as '"
                + shorten(left)
                + "' but computes to '"
                + shorten(right)
                + "'");
      }
    }
    return Arrays.equals(stored, computed)
        ? List.of()
        : List.of("its line ends or encoding are not as they were written");
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
