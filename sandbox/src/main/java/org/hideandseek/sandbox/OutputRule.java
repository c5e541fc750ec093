package org.hideandseek.sandbox;

import java.util.Map;
import java.util.TreeMap;

/**
 * The files that a container may leave in {@code /out}, and nothing else: every one a regular file,
 * none larger than said.
 *
 * @param largestBytes by path relative to {@code /out}, such as {@code release/values.npy};
 *     letters, digits, '.', '_' and '-', no part beginning with '.' or '-'
 */
public record OutputRule(Map<String, Long> largestBytes) {

  public OutputRule {
    largestBytes = Map.copyOf(largestBytes);
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

  @Override
  public String toString() {
    return new TreeMap<>(largestBytes).toString();
  }
}
