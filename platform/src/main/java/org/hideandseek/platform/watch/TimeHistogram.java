package org.hideandseek.platform.watch;

import java.util.List;

/**
 * How long something took, counted.
 *
 * @param counts how many took at most the bound at the same position of {@link #BOUNDS} and more
 *     than the one before; the last took longer than all bounds
 * @param sum of all, in seconds
 */
public record TimeHistogram(List<Long> counts, double sum) {
  /** In seconds: from the shortest check to a queue of days. */
  public static final List<Double> BOUNDS =
      List.of(
          1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0, 7200.0, 14400.0,
          43200.0, 86400.0);

  public TimeHistogram {
    counts = List.copyOf(counts);
    if (counts.size() != BOUNDS.size() + 1) {
      throw new IllegalArgumentException(
          "a histogram has " + (BOUNDS.size() + 1) + " counts, not " + counts.size());
    }
  }

  /** The position of a time's count. */
  static int position(double seconds) {
    int position = 0;
    while (position < BOUNDS.size() && seconds > BOUNDS.get(position)) {
      position++;
    }
    return position;
  }
}
