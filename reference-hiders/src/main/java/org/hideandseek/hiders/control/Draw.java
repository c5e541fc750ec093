package org.hideandseek.hiders.control;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;

/** Which members make up a release. */
final class Draw {
  private Draw() {}

  /**
   * Positions drawn without replacement; when all are drawn and more are wanted, all go back.
   *
   * @param size how many there are to draw from
   * @param records how many to draw
   */
  static int[] withoutReplacement(int size, int records, RandomGenerator random) {
    int[] deck = IntStream.range(0, size).toArray();
    int[] drawn = new int[records];
    for (int i = 0; i < records; i++) {
      int top = i % size;
      int other = random.nextInt(top, size);
      int card = deck[other];
      deck[other] = deck[top];
      deck[top] = card;
      drawn[i] = card;
    }
    return drawn;
  }

  /** Positions drawn with replacement. */
  static int[] withReplacement(int size, int records, RandomGenerator random) {
    return random.ints(records, 0, size).toArray();
  }

  /** One of a cohort's patients. */
  static Patient anyone(Cohort cohort, RandomGenerator random) {
    return cohort.patient(random.nextInt(cohort.size()));
  }
}
