package org.hideandseek.sandbox;

import java.util.Map;
import java.util.TreeMap;

/**
 * The files that a container may leave in {@code /out}, and nothing else: every one a regular file,
 * none larger than said.
 *
 * @param largestBytes by path relative to {@code /out}, such as {@code release/values.npy}
 */
public record OutputRule(Map<String, Long> largestBytes) {

  public OutputRule {
    largestBytes = Map.copyOf(largestBytes);
  }

  @Override
  public String toString() {
    return new TreeMap<>(largestBytes).toString();
  }
}
