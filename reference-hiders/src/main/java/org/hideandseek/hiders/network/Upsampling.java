package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;

/**
 * Makes two steps of each: a convolution to twice the channels, whose halves take turns. This is a
 * transposed convolution of stride 2, in the form that the engine has (sub-pixel convolution, Shi
 * et al., arXiv 1609.05158).
 */
public final class Upsampling {
  private static final int FACTOR = 2;

  private final Convolution convolution;
  private final int out;

  public Upsampling(Layout layout, int in, int out) {
    convolution = new Convolution(layout, in, FACTOR * out, 1);
    this.out = out;
  }

  /**
   * Applies it.
   *
   * @param in [B, in, T]
   * @return [B, out, 2 T]
   */
  public NDArray apply(Leaves leaves, NDArray in) {
    long patients = in.getShape().get(0);
    long steps = in.getShape().get(2);
    return convolution
        .apply(leaves, in)
        .reshape(patients, FACTOR, out, steps)
        .transpose(0, 2, 3, 1)
        .reshape(patients, out, FACTOR * steps);
  }
}
