package org.hideandseek.sandbox.docker;

/**
 * What a container has used until now.
 *
 * @param cpuNanos CPU time of all its processes, in ns
 * @param peakBytes largest memory use, the page cache that it filled included
 * @param oomKills how many of its processes were killed at the memory limit
 */
record Usage(long cpuNanos, long peakBytes, long oomKills) {
  static final Usage NONE = new Usage(0, 0, 0);

  /** The larger of each. */
  Usage most(Usage other) {
    return new Usage(
        Math.max(cpuNanos, other.cpuNanos),
        Math.max(peakBytes, other.peakBytes),
        Math.max(oomKills, other.oomKills));
  }
}
