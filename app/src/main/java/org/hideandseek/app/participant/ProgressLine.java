package org.hideandseek.app.participant;

import java.util.Locale;

/**
 * How far something is, on one line of standard error that is written over and over; nothing where
 * standard error is no terminal. The launcher says whether it is one.
 */
final class ProgressLine implements AutoCloseable {
  private static final long PAUSE_NANOS = 200_000_000;
  private static final long MEBIBYTE = 1 << 20;

  private final String what;
  private final long total;
  private final boolean shown;
  private long written;
  private boolean any;

  /**
   * A line.
   *
   * @param what such as {@code Sending river.tar}
   * @param total in bytes
   */
  ProgressLine(String what, long total) {
    this.what = what;
    this.total = total;
    this.shown = "1".equals(System.getenv("HIDEANDSEEK_PROGRESS"));
  }

  /** Called with how many bytes are done, as often as one likes. */
  void at(long bytes) {
    long now = System.nanoTime();
    if (shown && (!any || now - written > PAUSE_NANOS || bytes == total)) {
      written = now;
      any = true;
      System.err.print(
          String.format(
              Locale.ROOT,
              "\r%s: %,d of %,d MiB (%d %%)\u001b[K",
              what,
              bytes / MEBIBYTE,
              total / MEBIBYTE,
              total == 0 ? 100 : bytes * 100 / total));
      System.err.flush();
    }
  }

  /** Leaves the line as it is. */
  @Override
  public void close() {
    if (any) {
      System.err.println();
    }
  }
}
