package org.hideandseek.hiders.gan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hideandseek.hiders.network.Session;

/**
 * Series that were drawn for a release.
 *
 * @param rows [n * W] of each
 * @param statics [S] of each, as networks see them
 */
record Drawn(List<float[]> rows, List<float[]> statics) {
  private static final int STEPS_AT_ONCE = 20_000;
  private static final int FEWEST_AT_ONCE = 10;

  /** Makes some of the patients that are wanted. */
  interface Maker {
    /** Makes those from one position on. */
    Made make(int from, int count);
  }

  /**
   * Draws a few at a time, so that memory is bounded.
   *
   * @param longest steps of the longest
   */
  static Drawn of(Session session, int records, int longest, Maker maker) {
    Drawn drawn = new Drawn(new ArrayList<>(), new ArrayList<>());
    int atOnce = Math.max(FEWEST_AT_ONCE, STEPS_AT_ONCE / longest);
    for (int from = 0; from < records; from += atOnce) {
      drawn.add(session, from, Math.min(atOnce, records - from), maker);
    }
    return drawn;
  }

  private void add(Session session, int from, int count, Maker maker) {
    int[][] lengths = new int[1][];
    int[] width = new int[1];
    float[][] fixed = new float[1][];
    float[] all =
        session.compute(
            () -> {
              Made made = maker.make(from, count);
              lengths[0] = made.lengths();
              width[0] = (int) made.rows().getShape().get(2);
              fixed[0] = made.statics().toFloatArray();
              return made.rows();
            });
    int stride = all.length / count;
    int own = fixed[0].length / count;
    for (int i = 0; i < count; i++) {
      rows.add(Arrays.copyOfRange(all, i * stride, i * stride + lengths[0][i] * width[0]));
      statics.add(Arrays.copyOfRange(fixed[0], i * own, (i + 1) * own));
    }
  }
}
