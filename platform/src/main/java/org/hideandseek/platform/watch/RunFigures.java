package org.hideandseek.platform.watch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunState;

/**
 * The runs of all challenges in numbers.
 *
 * @param queue what waits, for every kind
 * @param counts how many runs there are, for every kind and state
 * @param waited from queueing to the beginning of the last attempt, of runs that ended since this
 *     node started, whoever played them
 * @param ran the container's wall clock of the same runs
 */
public record RunFigures(
    List<Waiting> queue,
    List<Count> counts,
    Map<RunKind, TimeHistogram> waited,
    Map<RunKind, TimeHistogram> ran) {

  public RunFigures {
    queue = List.copyOf(queue);
    counts = List.copyOf(counts);
    waited = Map.copyOf(waited);
    ran = Map.copyOf(ran);
  }

  /**
   * What waits of one kind.
   *
   * @param oldest for how long the one has waited that was queued first; zero where none waits
   */
  public record Waiting(RunKind kind, long length, Duration oldest) {}

  /** How many runs of one kind are in a state. */
  public record Count(RunKind kind, RunState state, long runs) {}
}
