package org.hideandseek.sandbox.docker;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hideandseek.sandbox.OutputRule;

/**
 * What a container left in {@code /out}, and what the rule says to it.
 *
 * @param entries what lies there, as deep as the rule reaches and one level more
 * @param freeBytes how much more could have been written
 * @param freeFiles how many more files and folders could have been made
 */
record OutListing(List<OutEntry> entries, long freeBytes, long freeFiles) {
  private static final long PAGE = 4096;

  OutListing {
    entries = List.copyOf(entries);
  }

  /** Whether not one page more, or not one file more, could have been written. */
  boolean full() {
    return freeBytes < PAGE || freeFiles < 1;
  }

  /** A sentence that names file and rule, where what lies there breaks the rule. */
  Optional<String> refusal(OutputRule rule, String limit) {
    Map<String, Long> allowed = new TreeMap<>(rule.largestBytes());
    Set<String> folders = foldersTo(allowed.keySet());
    Set<String> found = new HashSet<>();
    for (OutEntry entry : entries) {
      String name = "/out/" + Words.printable(entry.path());
      if (entry.isFolder()) {
        if (!folders.contains(entry.path())) {
          return Optional.of("left the folder " + name + ", but " + mayLeave(allowed));
        }
      } else if (!allowed.containsKey(entry.path())) {
        return Optional.of("left " + entry.kind() + " at " + name + ", but " + mayLeave(allowed));
      } else if (entry.type() != 'f' || entry.links() > 1) {
        return Optional.of("left " + entry.kind() + " at " + name + ", which must be a file");
      } else if (entry.bytes() > allowed.get(entry.path())) {
        return Optional.of(
            "left "
                + Words.count(entry.bytes(), "byte")
                + " in "
                + name
                + ", more than the "
                + allowed.get(entry.path())
                + " allowed");
      }
      if (!entry.isReadable()) {
        return Optional.of("left " + entry.kind() + " at " + name + " that its owner can't read");
      }
      found.add(entry.path());
    }
    for (String path : allowed.keySet()) {
      if (!found.contains(path) && !rule.optional().contains(path)) {
        return Optional.of("wrote no /out/" + path + (full() ? "; " + filled(limit) : ""));
      }
    }
    return Optional.empty();
  }

  /** Says that {@code /out} is full. */
  static String filled(String limit) {
    return "/out is full to its limit of " + limit;
  }

  /** How many levels below {@code /out} the rule's deepest file lies; 1 is directly in it. */
  static int depth(OutputRule rule) {
    return rule.largestBytes().keySet().stream()
        .mapToInt(path -> path.split("/", -1).length)
        .max()
        .orElse(0);
  }

  private static Set<String> foldersTo(Set<String> paths) {
    Set<String> folders = new TreeSet<>();
    for (String path : paths) {
      for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
        folders.add(path.substring(0, at));
      }
    }
    return folders;
  }

  private static String mayLeave(Map<String, Long> allowed) {
    return allowed.isEmpty()
        ? "may leave nothing there"
        : "may leave only " + String.join(", ", allowed.keySet());
  }
}
