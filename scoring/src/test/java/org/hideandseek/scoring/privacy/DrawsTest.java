package org.hideandseek.scoring.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DrawsTest {
  @Test
  void numbersAreSplitMix64Scaled() {
    SplittableRandom reference = new SplittableRandom(42);
    Draws draws = new Draws(42);

    for (int i = 0; i < 100; i++) {
      assertThat(draws.below(1 << 20)).isEqualTo((int) (reference.nextLong() >>> 44));
    }
  }

  @Test
  void allAreEquallyLikely() {
    int[] counts = new int[3];
    Draws draws = new Draws(1);
    for (int i = 0; i < 300_000; i++) {
      counts[draws.below(3)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(99_000, 101_000);
    }
    assertThat(draws.below(1)).isZero();
  }
}
