package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;

/**
 * An affine map of the last axis that runs beside a deeper one. It begins at zero, and moves
 * faster: Adam moves every weight by its rate at most, and what nearly always follows from one
 * input, such as a code that stays, needs large weights.
 */
public final class Skip {
  private static final float GAIN = 3;

  private final Layout.Slot weight;
  private final Layout.Slot bias;

  /** From vectors of one size to vectors of another. */
  public Skip(Layout layout, int in, int out) {
    weight = layout.slot(0, in, out);
    bias = layout.slot(0, 1, out);
  }

  /**
   * Applies it.
   *
   * @param in [R, in]
   * @return [R, out]
   */
  public NDArray apply(Leaves leaves, NDArray in) {
    return in.matMul(leaves.get(weight)).add(leaves.get(bias)).mul(Scalar.of(GAIN));
  }

  /** The sum of the squares of the map's coefficients, a single number. */
  public NDArray squares(Leaves leaves) {
    return leaves.get(weight).square().sum().mul(Scalar.of(GAIN * GAIN));
  }
}
