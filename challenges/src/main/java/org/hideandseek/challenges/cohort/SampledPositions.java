package org.hideandseek.challenges.cohort;

import java.util.BitSet;
import java.util.SplittableRandom;

/** Which patients stand for a cohort that is too large to hold. */
public final class SampledPositions {
  private SampledPositions() {}

  /**
   * All positions or, of a larger cohort, some: each subset of this size is as likely as any other
   * (Floyd's algorithm: Bentley and Floyd, Communications of the ACM 1987;30:754-757).
   *
   * @param size of the cohort
   * @param most how many, at least 1
   * @param seed draws them; the same seed draws the same positions of cohorts of the same size
   */
  public static BitSet of(int size, int most, long seed) {
    BitSet drawn = new BitSet(size);
    if (size <= most) {
      drawn.set(0, size);
      return drawn;
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int last = size - most; last < size; last++) {
      int position = random.nextInt(last + 1);
      drawn.set(drawn.get(position) ? last : position);
    }
    return drawn;
  }
}
