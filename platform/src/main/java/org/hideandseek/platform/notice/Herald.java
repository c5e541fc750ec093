package org.hideandseek.platform.notice;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.phase.PhaseStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds for what people are to be told. */
public final class Herald implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Herald.class);

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Notices notices;
  private final Supplier<List<OpenChallenge>> challenges;
  private final PhaseStore phases;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

  /**
   * Waits for {@link #start}.
   *
   * @param challenges gives all of them
   */
  public Herald(Notices notices, Supplier<List<OpenChallenge>> challenges, PhaseStore phases) {
    this.notices = notices;
    this.challenges = challenges;
    this.phases = phases;
  }

  /** Begins to look. */
  public void start() {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(
            this::goRound, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void goRound() {
    try {
      tellAll();
    } catch (RuntimeException e) {
      log.error("People could not be told what happened; will be tried again", e);
    }
  }

  /** Tells what has not been told. */
  public void tellAll() {
    for (OpenChallenge challenge : challenges.get()) {
      if (challenge.closedAt().isEmpty()) {
        notices.tellWhatEndsSoon(challenge.definition(), phases.stage(challenge.definition()));
      }
    }
    notices.tellWhatHappened();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("A notice was still being written; it is told again unless it was whole");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
