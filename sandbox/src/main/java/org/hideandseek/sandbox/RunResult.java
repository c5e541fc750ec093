package org.hideandseek.sandbox;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a run ended and what it used.
 *
 * @param end how it ended
 * @param reason what the container did, such as "exited with code 3", naming file, rule or limit;
 *     it quotes nothing that the container printed
 * @param exitCode the exit code of the container's first process, where it ended by itself
 * @param duration wall clock from start to end of the container's process
 * @param cpuTime CPU time of all its processes, as last sampled
 * @param peakMemoryBytes largest memory use, as last sampled; the limit where it was killed for
 *     memory
 * @param log the end of what it printed on standard output and error, at most {@link
 *     Limits#logBytes}; it may hold private data
 */
public record RunResult(
    RunEnd end,
    String reason,
    OptionalInt exitCode,
    Duration duration,
    Duration cpuTime,
    long peakMemoryBytes,
    String log) {

  public RunResult {
    requireNonNull(end);
    requireNonNull(reason);
    requireNonNull(exitCode);
    requireNonNull(duration);
    requireNonNull(cpuTime);
    requireNonNull(log);
  }

  /**
   * The same use, but another end: what the container wrote turned out to break a rule of its
   * reader.
   */
  public RunResult ending(RunEnd otherEnd, String otherReason) {
    return new RunResult(otherEnd, otherReason, exitCode, duration, cpuTime, peakMemoryBytes, log);
  }
}
