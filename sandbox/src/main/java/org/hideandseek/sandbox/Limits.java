package org.hideandseek.sandbox;

import java.time.Duration;

/**
 * What one container may use. All limits are hard.
 *
 * @param wallClock from the start of the container's process
 * @param memoryBytes RAM, with no swap; what lies in {@code /tmp} and {@code /out} counts
 * @param cpus CPU cores, fractions allowed
 * @param processes threads count
 * @param openFiles per process
 * @param outBytes size of {@code /out}
 * @param outFiles files and folders in {@code /out}
 * @param tmpBytes size of {@code /tmp}
 * @param tmpFiles files and folders in {@code /tmp}
 * @param logBytes how much of standard output and error is kept
 */
public record Limits(
    Duration wallClock,
    long memoryBytes,
    double cpus,
    int processes,
    int openFiles,
    long outBytes,
    int outFiles,
    long tmpBytes,
    int tmpFiles,
    int logBytes) {

  public Limits {
    if (wallClock.isNegative() || wallClock.isZero()) {
      throw new IllegalArgumentException("the wall clock limit must be positive, not " + wallClock);
    }
    if (memoryBytes < 6L << 20) {
      throw new IllegalArgumentException(
          "a container needs at least 6 MiB of memory, not " + memoryBytes + " bytes");
    }
    if (!(cpus > 0)
        || processes < 1
        || openFiles < 1
        || outBytes < 1
        || outFiles < 1
        || tmpBytes < 1
        || tmpFiles < 1
        || logBytes < 1) {
      throw new IllegalArgumentException("every limit must be positive");
    }
  }
}
