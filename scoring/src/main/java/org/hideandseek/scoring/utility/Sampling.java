package org.hideandseek.scoring.utility;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Random choices that follow from a seed. */
final class Sampling {
  private Sampling() {}

  /** 0 to n - 1 in random order. */
  static int[] order(int n, SplittableRandom random) {
    return some(n, n, random);
  }

  /** Different ones of 0 to n - 1, at most {@code most}, in random order. */
  static int[] some(int n, int most, SplittableRandom random) {
    int[] deck = new int[n];
    Arrays.setAll(deck, i -> i);
    int count = Math.min(n, most);
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i, n);
      int card = deck[other];
      deck[other] = deck[i];
      deck[i] = card;
    }
    return Arrays.copyOf(deck, count);
  }

  /** A seed of its own for a part of something. */
  static long seed(long seed, int... parts) {
    long mixed = seed;
    for (int part : parts) {
      mixed = new SplittableRandom(mixed + part).nextLong();
    }
    return mixed;
  }
}
