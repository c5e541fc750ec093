package org.hideandseek.platform.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.hideandseek.platform.account.AttemptStore.Count;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * Lets something be tried so often in a quarter of an hour. A try is counted before it is made, so
 * that many at once are no more than many in a row.
 */
final class Throttle {
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final AttemptStore store;
  private final Clock clock;

  Throttle(AttemptStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Counts a try.
   *
   * @param what with a capital, such as {@code Log-ins}
   * @param first runs when the limit is passed for the first time
   * @throws ProblemException TOO_MANY if there were too many
   */
  void count(String bucket, int most, String what, Runnable first) {
    Instant now = clock.instant();
    Count count = store.add(bucket, now, now.minus(WINDOW));
    if (count.tries() <= most) {
      return;
    }
    if (count.tries() == most + 1) {
      first.run();
    }
    throw new ProblemException(
        Problem.TOO_MANY,
        what
            + " failed or were repeated too often; try again at "
            + MINUTE.format(
                count.since().plus(WINDOW).truncatedTo(ChronoUnit.MINUTES).plusSeconds(60))
            + " UTC.");
  }

  void takeBack(String bucket) {
    store.takeBack(bucket);
  }

  void forget(String bucket) {
    store.forget(bucket);
  }

  /** Forgets what no longer counts. */
  void tidy() {
    store.forgetBefore(clock.instant().minus(WINDOW));
  }
}
