package org.hideandseek.scoring.calibration;

import java.util.SplittableRandom;

/** A match of which the truth is known. */
record Drawn(double[] scores, boolean[] member) {
  static Drawn normal(int candidates, double shift, SplittableRandom random) {
    Drawn drawn = coins(candidates, random);
    for (int i = 0; i < candidates; i++) {
      drawn.scores[i] = random.nextGaussian() + (drawn.member[i] ? shift : 0);
    }
    return drawn;
  }

  /** Membership, without scores. */
  static Drawn coins(int candidates, SplittableRandom random) {
    if (candidates < 20) {
      throw new IllegalArgumentException(
          "at least 20 candidates, or one kind may be missing, not " + candidates);
    }
    boolean[] member = new boolean[candidates];
    for (int i = 0; i < candidates; i++) {
      member[i] = random.nextBoolean();
    }
    return new Drawn(new double[candidates], member);
  }
}
