package org.hideandseek.platform.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hideandseek.platform.mail.MailStore.End;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the mail that waits. One node at a time has a mail; one whose server fails is tried again,
 * later each time, until it expires. A node that dies between handing a mail over and noting it
 * down leaves it to be sent again, under the same Message-ID.
 */
public final class Postman implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Postman.class);

  /** Longer than all that a server is waited for. */
  private static final Duration HOLD = Duration.ofMinutes(5);

  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(30);

  private final MailStore store;
  private final MailServer server;
  private final Function<WaitingMail, Optional<Mail>> writer;
  private final Clock clock;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean stopping;

  /**
   * Waits for {@link #start}.
   *
   * @param writer writes a mail with a new link; empty without such an account
   */
  public Postman(
      MailStore store,
      MailServer server,
      Function<WaitingMail, Optional<Mail>> writer,
      Clock clock) {
    this.store = store;
    this.server = server;
    this.writer = writer;
    this.clock = clock;
  }

  /** Begins to send. */
  public void start() {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(
            this::goRound, POLL.toMillis(), POLL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void goRound() {
    try {
      sendAll();
    } catch (RuntimeException e) {
      log.error("Mail could not be read or noted down; will be tried again", e);
    }
  }

  /** Sends all that is due now. */
  public void sendAll() {
    while (!stopping) {
      Instant now = clock.instant();
      Optional<WaitingMail> mail = store.claim(now, now.plus(HOLD));
      if (mail.isEmpty()) {
        store.forget(now.minus(KEPT));
        return;
      }
      send(mail.get(), now);
    }
  }

  private void send(WaitingMail waiting, Instant now) {
    if (!waiting.expiresAt().isAfter(now)) {
      store.finish(waiting, End.GIVEN_UP, "It was too late to send it.");
      log.warn("Mail {} was given up: it was too late to send it", waiting.id());
      return;
    }
    Optional<Mail> mail =
        switch (waiting.kind()) {
          case TEXT -> Optional.of(new Mail(waiting.to(), waiting.subject(), waiting.text()));
          case RESET, VERIFICATION -> writer.apply(waiting);
        };
    if (mail.isEmpty()) {
      store.finish(waiting, End.DROPPED, "");
      return;
    }
    try {
      server.send("hs-" + waiting.id() + "." + waiting.queuedAt().toEpochMilli(), mail.get());
      store.finish(waiting, End.SENT, "");
    } catch (MailException e) {
      retry(waiting, now, e);
    }
  }

  /** The text of a mail is nobody's but the recipient's: the log has its number alone. */
  private void retry(WaitingMail waiting, Instant now, MailException problem) {
    Instant due = now.plus(pause(waiting.tries()));
    if (problem.forGood() || !due.isBefore(waiting.expiresAt())) {
      store.finish(waiting, End.GIVEN_UP, problem.getMessage());
      log.warn(
          "Mail {} was given up after {} tries: {}",
          waiting.id(),
          waiting.tries(),
          problem.getMessage());
    } else {
      store.putOff(waiting, due, problem.getMessage());
      log.warn("Mail {} is tried again at {}: {}", waiting.id(), due, problem.getMessage());
    }
  }

  private static Duration pause(int tries) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 10));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  /** Finishes the mail at hand, and ends. */
  @Override
  public void close() {
    stopping = true;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("A mail was still on its way; it may be sent again");
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
