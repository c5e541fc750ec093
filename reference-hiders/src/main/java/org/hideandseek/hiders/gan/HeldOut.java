package org.hideandseek.hiders.gan;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Who plays and who only judges.
 *
 * @param held positions of the members whose moments say which state is best
 * @param playing positions of the others
 */
record HeldOut(int[] held, int[] playing) {
  private static final int MOST_HELD = 400;
  private static final double SHARE = 0.2;

  /** Draws a validation share of some members. */
  static HeldOut draw(int members, SplittableRandom random) {
    int[] order = new int[members];
    Arrays.setAll(order, i -> i);
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[other];
      order[other] = moved;
    }
    int held = (int) Math.min(MOST_HELD, SHARE * members);
    return new HeldOut(Arrays.copyOf(order, held), Arrays.copyOfRange(order, held, members));
  }

  /** Draws some that play, with replacement. */
  int[] some(int count, SplittableRandom random) {
    int[] chosen = new int[Math.min(count, playing.length)];
    Arrays.setAll(chosen, i -> playing[random.nextInt(playing.length)]);
    return chosen;
  }
}
