package org.hideandseek.app.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.platform.live.ChallengeChanged;

/** Prints what happens, a line each, and wakes whoever waits for it. */
final class Watcher {
  private static final long LONGEST_WAIT_MS = 1000;

  private final PrintStream out;
  private final Semaphore news = new Semaphore(0);

  Watcher(PrintStream out) {
    this.out = out;
  }

  void tell(ChallengeChanged change) {
    Progress progress = change.progress();
    out.println(
        String.format(
            Locale.ROOT,
            "[%3d of %3d] %s",
            progress.finished(),
            progress.total(),
            change.sentence()));
    news.release();
  }

  /** Waits for the next news, or a second. */
  void await() throws InterruptedException {
    if (news.tryAcquire(LONGEST_WAIT_MS, TimeUnit.MILLISECONDS)) {
      news.drainPermits();
    }
  }
}
