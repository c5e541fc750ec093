package org.hideandseek.platform.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunState;

/**
 * Measures the runs of all challenges, in three statements. What ended is read from the database,
 * since the last measurement on; so every node has the runs of all nodes, and no run waits for a
 * gauge.
 */
public final class RunGauge {
  /** How long the transaction that ends a run may take to become visible. */
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final RunFigureStore store;
  private final Clock clock;
  private final Map<RunKind, Times> waited = new EnumMap<>(RunKind.class);
  private final Map<RunKind, Times> ran = new EnumMap<>(RunKind.class);
  private Instant counted;

  /** Counts what ends from now on. */
  public RunGauge(RunFigureStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.counted = clock.instant();
    for (RunKind kind : RunKind.values()) {
      waited.put(kind, new Times());
      ran.put(kind, new Times());
    }
  }

  /** Measures now; what ended in the last five seconds is counted next time. */
  public synchronized RunFigures measure() {
    Instant now = clock.instant();
    Instant settled = now.minus(SETTLING);
    if (settled.isAfter(counted)) {
      count(settled);
    }
    Map<RunKind, Map<RunState, Long>> counts = new EnumMap<>(RunKind.class);
    store
        .counts()
        .forEach(
            count ->
                counts
                    .computeIfAbsent(count.kind(), kind -> new EnumMap<>(RunState.class))
                    .put(count.state(), count.runs()));
    Map<RunKind, Instant> oldest = store.oldestWaiting();
    List<RunFigures.Waiting> queue = new ArrayList<>();
    List<RunFigures.Count> all = new ArrayList<>();
    for (RunKind kind : RunKind.values()) {
      Map<RunState, Long> ofKind = counts.getOrDefault(kind, Map.of());
      for (RunState state : RunState.values()) {
        all.add(new RunFigures.Count(kind, state, ofKind.getOrDefault(state, 0L)));
      }
      Duration age = Duration.between(oldest.getOrDefault(kind, now), now);
      queue.add(
          new RunFigures.Waiting(
              kind,
              ofKind.getOrDefault(RunState.QUEUED, 0L),
              age.isNegative() ? Duration.ZERO : age));
    }
    return new RunFigures(queue, all, histograms(waited), histograms(ran));
  }

  private void count(Instant until) {
    Map<RunKind, Times> newlyWaited = new EnumMap<>(RunKind.class);
    Map<RunKind, Times> newlyRan = new EnumMap<>(RunKind.class);
    store.ended(
        counted,
        until,
        ended -> {
          newlyWaited.computeIfAbsent(ended.kind(), kind -> new Times()).add(ended.waited());
          newlyRan.computeIfAbsent(ended.kind(), kind -> new Times()).add(ended.ran());
        });
    // Nothing is counted twice if the database fails half-way.
    newlyWaited.forEach((kind, times) -> waited.get(kind).add(times));
    newlyRan.forEach((kind, times) -> ran.get(kind).add(times));
    counted = until;
  }

  private static Map<RunKind, TimeHistogram> histograms(Map<RunKind, Times> times) {
    Map<RunKind, TimeHistogram> histograms = new EnumMap<>(RunKind.class);
    times.forEach((kind, one) -> histograms.put(kind, new TimeHistogram(one.counts, one.sum)));
    return histograms;
  }

  private static final class Times {
    private final List<Long> counts =
        new ArrayList<>(Collections.nCopies(TimeHistogram.BOUNDS.size() + 1, 0L));
    private double sum;

    void add(Duration duration) {
      double seconds = Math.max(0, duration.toMillis()) / 1000.0;
      counts.set(TimeHistogram.position(seconds), counts.get(TimeHistogram.position(seconds)) + 1);
      sum += seconds;
    }

    void add(Times other) {
      for (int i = 0; i < counts.size(); i++) {
        counts.set(i, counts.get(i) + other.counts.get(i));
      }
      sum += other.sum;
    }
  }
}
