package org.hideandseek.platform.watch;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one thing whether it works. However many ask, one question is under way at a time and its
 * answer is good for a second, so that a flood of questions costs nothing; what has not answered in
 * two seconds does not work.
 */
final class Probe {
  private static final Logger log = LoggerFactory.getLogger(Probe.class);
  private static final long FRESH = Duration.ofSeconds(1).toNanos();
  private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

  private final String name;
  private final Callable<Boolean> works;
  private final Executor executor;
  private CompletableFuture<Boolean> answer;
  private long askedAt;

  Probe(String name, Callable<Boolean> works, Executor executor) {
    this.name = name;
    this.works = works;
    this.executor = executor;
  }

  /** Asks, unless an answer is under way or fresh. */
  synchronized void ask() {
    if (answer == null || (answer.isDone() && System.nanoTime() - askedAt > FRESH)) {
      askedAt = System.nanoTime();
      answer = CompletableFuture.supplyAsync(this::call, executor);
    }
  }

  /** The answer to the last question. */
  NodeCheck check() {
    CompletableFuture<Boolean> asked;
    long left;
    synchronized (this) {
      asked = answer;
      left = Math.max(0, askedAt + PATIENCE - System.nanoTime());
    }
    try {
      return new NodeCheck(name, asked.get(left, TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return new NodeCheck(name, false);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A question's failure is an answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NodeCheck(name, false);
    }
  }

  private boolean call() {
    try {
      return works.call();
    } catch (Exception e) {
      log.warn("The {} does not work", name, e);
      return false;
    }
  }
}
