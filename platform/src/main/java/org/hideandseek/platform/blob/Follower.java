package org.hideandseek.platform.blob;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Does something with every byte of a file behind the thread that writes it. */
final class Follower {
  private final Step step;
  private final long atLeast;
  private final Future<Void> future;
  private long written;
  private boolean ended;
  private volatile long done;

  /** Deals with what has been written. */
  @FunctionalInterface
  interface Step {
    /**
     * Deals with the bytes up to a place, which lies behind the one before.
     *
     * @throws IOException ends it, and all that waits for it
     */
    void follow(long until) throws IOException;
  }

  /**
   * Begins to wait for bytes.
   *
   * @param from where they begin
   * @param atLeast how many are worth a step, unless they are the last
   */
  Follower(ExecutorService threads, long from, long atLeast, Step step) {
    this.step = step;
    this.atLeast = atLeast;
    this.written = from;
    this.done = from;
    Callable<Void> work = this::follow;
    this.future = threads.submit(work);
  }

  private Void follow() throws IOException, InterruptedException {
    while (true) {
      long until = next();
      if (until == done) {
        return null;
      }
      step.follow(until);
      done = until;
    }
  }

  private synchronized long next() throws InterruptedException {
    while (!ended && written < done + atLeast) {
      wait();
    }
    return written;
  }

  /** Says how far the file has been written. */
  synchronized void written(long until) {
    written = until;
    notifyAll();
  }

  /** How far it has come. */
  long done() {
    return done;
  }

  /** Waits until it has done all. */
  void finish() throws IOException {
    synchronized (this) {
      ended = true;
      notifyAll();
    }
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while writing", e);
    } catch (ExecutionException e) {
      // Under a trace of its own, so that the caller's is there, too.
      throw new IOException("what was written could not be followed", e.getCause());
    }
  }
}
