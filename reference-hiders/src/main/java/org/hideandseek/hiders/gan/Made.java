package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;

/**
 * Series that were made, padded to the longest.
 *
 * @param rows [B, T, W]
 * @param carried [B, T + 1, M] what is carried into each step, and out of the last
 * @param statics [B, S] as {@link Background} has them
 * @param present [B, T] 1 where there is a step
 * @param lengths [B]
 */
record Made(NDArray rows, NDArray carried, NDArray statics, NDArray present, int[] lengths) {

  /** Their moments, [B, K]. */
  NDArray moments(Channels channels) {
    return Moments.ofEach(rows, carried, statics, present, channels);
  }
}
