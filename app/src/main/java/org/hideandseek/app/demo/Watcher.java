package org.hideandseek.app.demo;

import java.io.PrintStream;
import java.util.Locale;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.platform.live.ChallengeChanged;

/** Prints what happens, a line each, and wakes whoever waits for it. */
final class Watcher {
  private static final long LONGEST_WAIT_MS = 1000;

  private final PrintStream out;

  Watcher(PrintStream out) {
    this.out = out;
  }

  synchronized void tell(ChallengeChanged change) {
    Progress progress = change.progress();
    out.println(
        String.format(
            Locale.ROOT,
            "[%3d of %3d] %s",
            progress.finished(),
            progress.total(),
            change.sentence()));
    notifyAll();
  }

  /** Waits for the next news, or a second. */
  synchronized void await() throws InterruptedException {
    wait(LONGEST_WAIT_MS);
  }
}
