package org.hideandseek.app.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Sends requests at a fixed rate, whether the ones before are answered or not. A request's time
 * runs from the moment at which it was due: one that had to wait for a connection, because the
 * server was slow before, is as slow as its user would find it.
 */
final class OpenLoop {
  private static final int CONNECTIONS = 64;

  private final int port;
  private final Map<String, String> etags = new ConcurrentHashMap<>();

  OpenLoop(int port) {
    this.port = port;
  }

  /**
   * A request.
   *
   * @param route what its figures go under
   * @param token of a team; empty for anybody
   * @param again whether it is of somebody who has the page and asks whether it changed
   */
  record Ask(String route, String path, Optional<String> token, boolean again) {
    private String key() {
      return token.orElse("") + " " + path;
    }
  }

  /**
   * What was measured of a request.
   *
   * @param number its place in the sequence
   * @param status 0 where there was no answer
   * @param nanos from when it was due
   */
  record Timed(int number, String route, int status, long nanos, long bytes) {}

  /**
   * All that was measured.
   *
   * @param cpu of the threads that sent and read
   */
  record Load(List<Timed> requests, Duration cpu) {}

  /** Sends so many requests a second for so long. */
  Load run(IntFunction<Ask> asks, int first, int rate, Duration time)
      throws InterruptedException, ExecutionException {
    int count = (int) (rate * time.toSeconds());
    long begin = System.nanoTime() + Duration.ofMillis(100).toNanos();
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Callable<Load>> work = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        work.add(() -> send(asks, first, count, begin, 1_000_000_000L / rate, next));
      }
      List<Timed> all = new ArrayList<>();
      Duration cpu = Duration.ZERO;
      for (Future<Load> done : threads.invokeAll(work)) {
        all.addAll(done.get().requests());
        cpu = cpu.plus(done.get().cpu());
      }
      return new Load(all, cpu);
    } finally {
      threads.shutdownNow();
    }
  }

  private Load send(
      IntFunction<Ask> asks, int first, int count, long begin, long interval, AtomicInteger next)
      throws IOException {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    List<Timed> timed = new ArrayList<>();
    try (KeptConnection connection = new KeptConnection("127.0.0.1", port)) {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        Ask ask = asks.apply(first + i);
        long due = begin + i * interval;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        timed.add(ask(connection, ask, first + i, due));
      }
    }
    return new Load(timed, Duration.ofNanos(clock.getCurrentThreadCpuTime()));
  }

  private Timed ask(KeptConnection connection, Ask ask, int number, long due) throws IOException {
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept-Encoding", "gzip");
    headers.put("X-Request-Id", id(number));
    ask.token().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    if (ask.again()) {
      Optional.ofNullable(etags.get(ask.key())).ifPresent(tag -> headers.put("If-None-Match", tag));
    }
    try {
      KeptConnection.Answer answer = connection.get(ask.path(), headers);
      answer.etag().ifPresent(tag -> etags.put(ask.key(), tag));
      return new Timed(
          number, ask.route(), answer.status(), System.nanoTime() - due, answer.bytes());
    } catch (IOException e) {
      connection.close();
      return new Timed(number, ask.route(), 0, System.nanoTime() - due, 0);
    }
  }

  /** The id that a request is found by in what the server tells of it. */
  static String id(int number) {
    return "bench-" + (10_000_000 + number);
  }

  /** The number of a request of this id; empty if it is none of these. */
  static Optional<Integer> number(String id) {
    return id.startsWith("bench-")
        ? Optional.of(Integer.parseInt(id.substring("bench-".length())) - 10_000_000)
        : Optional.empty();
  }

  /** By route, in alphabetical order. */
  static Map<String, List<Timed>> byRoute(List<Timed> requests) {
    Map<String, List<Timed>> byRoute = new TreeMap<>();
    requests.forEach(
        one -> byRoute.computeIfAbsent(one.route(), route -> new ArrayList<>()).add(one));
    return byRoute;
  }
}
