package org.hideandseek.sandbox;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files that a container leaves in {@code /out}, and nothing else: every one a regular file,
 * none larger than said.
 *
 * @param largestBytes by path relative to {@code /out}, such as {@code release/values.npy};
 *     letters, digits, '.', '_' and '-', no part beginning with '.' or '-'
 * @param optional those of them that may be missing
 */
public record OutputRule(Map<String, Long> largestBytes, Set<String> optional) {

  public OutputRule {
    largestBytes = Map.copyOf(largestBytes);
    optional = Set.copyOf(optional);
    if (!largestBytes.keySet().containsAll(optional)) {
      throw new IllegalArgumentException("optional files have a largest size, too: " + optional);
    }
    for (Map.Entry<String, Long> file : largestBytes.entrySet()) {
      if (!file.getKey().matches("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
          || file.getKey().length() > 200) {
        throw new IllegalArgumentException("not a plain path relative to /out: " + file.getKey());
      }
      if (file.getValue() < 0) {
        throw new IllegalArgumentException("a file can't have " + file.getValue() + " bytes");
      }
    }
  }

  /** None of the files may be missing. */
  public OutputRule(Map<String, Long> largestBytes) {
    this(largestBytes, Set.of());
  }

  @Override
  public String toString() {
    return new TreeMap<>(largestBytes).toString();
  }
}
