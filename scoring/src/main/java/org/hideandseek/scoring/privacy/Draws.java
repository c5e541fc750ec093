package org.hideandseek.scoring.privacy;

/**
 * Reproducible random numbers, the same on every platform: SplitMix64 (Steele, Lea and Flood,
 * OOPSLA 2014).
 */
final class Draws {
  private long state;

  Draws(long seed) {
    state = seed;
  }

  /** Uniform over 0 to bound - 1, without bias (Lemire, ACM TOMACS 2019;29:3). */
  int below(int bound) {
    long product = (next() >>> 32) * bound;
    if ((product & 0xFFFF_FFFFL) < bound) {
      long unfair = (1L << 32) % bound;
      while ((product & 0xFFFF_FFFFL) < unfair) {
        product = (next() >>> 32) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  void shuffle(boolean[] values, int from, int to) {
    for (int i = to - 1; i > from; i--) {
      int j = from + below(i - from + 1);
      boolean other = values[j];
      values[j] = values[i];
      values[i] = other;
    }
  }

  private long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
