package org.hideandseek.platform.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hideandseek.platform.run.RunKind;

/** Counts runs where they are kept: each method in one statement. */
public interface RunFigureStore {

  /** How many runs there are; kinds and states that have none are left out. */
  List<RunFigures.Count> counts();

  /** When the run was queued that waits for the longest time, by kind. */
  Map<RunKind, Instant> oldestWaiting();

  /** Hands on the runs that ended after one instant and not after another. */
  void ended(Instant after, Instant until, Consumer<EndedRun> consumer);

  /**
   * A run that ended.
   *
   * @param waited from queueing to the beginning of the last attempt
   * @param ran the container's wall clock
   */
  record EndedRun(RunKind kind, Duration waited, Duration ran) {}
}
