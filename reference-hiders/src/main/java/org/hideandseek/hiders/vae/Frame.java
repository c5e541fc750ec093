package org.hideandseek.hiders.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * What is known of B patients before their first steps. They are padded to T steps, the longest of
 * them rounded up to a multiple of {@link #STRIDE}.
 *
 * @param backgrounds [B, C]
 * @param places [B, T / STRIDE, 4] where in a patient's course the coarse steps lie
 * @param powers [B, T, 3] of where in a patient's course every step lies
 */
record Frame(NDArray backgrounds, NDArray places, NDArray powers) {
  /** How many steps the decoder makes of a coarse one. */
  static final int STRIDE = 8;

  static final int PLACES = 4;
  static final int POWERS = 3;

  static int padded(int[] lengths) {
    int longest = 1;
    for (int length : lengths) {
      longest = Math.max(longest, length);
    }
    return (longest + STRIDE - 1) / STRIDE * STRIDE;
  }

  static Frame of(NDManager manager, int[] lengths, float[][] backgrounds) {
    int size = lengths.length;
    int steps = padded(lengths);
    int coarse = steps / STRIDE;
    int width = backgrounds[0].length;
    float[] known = new float[size * width];
    float[] places = new float[size * coarse * PLACES];
    float[] powers = new float[size * steps * POWERS];
    for (int i = 0; i < size; i++) {
      System.arraycopy(backgrounds[i], 0, known, i * width, width);
      for (int c = 0; c < coarse; c++) {
        int at = (i * coarse + c) * PLACES;
        double centre = c * STRIDE + (STRIDE - 1) / 2.0;
        places[at] = (float) (centre / lengths[i]);
        places[at + 1] = (float) Math.log1p(centre);
        places[at + 2] = (float) Math.log1p(Math.max(0, lengths[i] - centre));
        places[at + 3] = c == 0 ? 1 : 0;
      }
      for (int step = 0; step < lengths[i]; step++) {
        int at = (i * steps + step) * POWERS;
        float place = 2 * (step + 0.5f) / lengths[i] - 1;
        powers[at] = 1;
        powers[at + 1] = place;
        powers[at + 2] = place * place;
      }
    }
    return new Frame(
        manager.create(known, new Shape(size, width)),
        manager.create(places, new Shape(size, coarse, PLACES)),
        manager.create(powers, new Shape(size, steps, POWERS)));
  }
}
