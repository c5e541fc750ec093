package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * A convolution over time, padded so that a stride of s leaves every s-th step: of T steps, ceil(T
 * / s). Its weights are the same for all patients.
 */
public final class Convolution {
  private static final int KERNEL = 3;

  private final Layout.Slot weight;
  private final Layout.Slot bias;
  private final Shape stride;

  public Convolution(Layout layout, int in, int out, int stride) {
    double bound = 1 / Math.sqrt((double) in * KERNEL);
    weight = layout.slot(bound, out, in, KERNEL);
    bias = layout.slot(bound, out);
    this.stride = new Shape(stride);
  }

  /**
   * Applies it.
   *
   * @param in [B, in, T]
   * @return [B, out, ceil(T / stride)]
   */
  public NDArray apply(Leaves leaves, NDArray in) {
    return in.getNDArrayInternal()
        .convolution(
            in,
            leaves.get(weight),
            leaves.get(bias),
            stride,
            new Shape(KERNEL / 2),
            new Shape(1),
            1)
        .singletonOrThrow();
  }
}
