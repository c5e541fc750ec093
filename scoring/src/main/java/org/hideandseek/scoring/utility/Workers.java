package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Does independent things two at a time; what comes out does not depend on it. */
final class Workers {
  private static final int THREADS = 2;

  private Workers() {}

  /** The results of 0 to n - 1, in this order. */
  static <T> List<T> each(int n, IntFunction<T> work) {
    List<T> results = new ArrayList<>(Collections.nCopies(n, null));
    IntStream.range(0, THREADS)
        .parallel()
        .forEach(
            thread -> {
              for (int i = thread; i < n; i += THREADS) {
                results.set(i, work.apply(i));
              }
            });
    return results;
  }
}
