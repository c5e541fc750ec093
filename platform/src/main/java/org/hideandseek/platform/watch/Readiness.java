package org.hideandseek.platform.watch;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Asks everything that a node needs whether it works. */
public final class Readiness implements AutoCloseable {
  private final ExecutorService threads;
  private final List<Probe> probes;

  /**
   * Asks nothing yet.
   *
   * @param questions by the name of what is asked; an exception is a no
   */
  public Readiness(Map<String, Callable<Boolean>> questions) {
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "readiness");
              thread.setDaemon(true);
              return thread;
            });
    SortedMap<String, Callable<Boolean>> byName = new TreeMap<>(questions);
    probes =
        byName.entrySet().stream()
            .map(question -> new Probe(question.getKey(), question.getValue(), threads))
            .toList();
  }

  /** All answers, by name, after at most two seconds. */
  public List<NodeCheck> checks() {
    probes.forEach(Probe::ask);
    return probes.stream().map(Probe::check).toList();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
