package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;

/** An affine map of the last axis. */
public final class Dense {
  private final Layout.Slot weight;
  private final Layout.Slot bias;

  /** From vectors of one size to vectors of another. */
  public Dense(Layout layout, int in, int out) {
    double bound = 1 / Math.sqrt(in);
    weight = layout.slot(bound, in, out);
    bias = layout.slot(bound, 1, out);
  }

  /**
   * Applies it.
   *
   * @param in [B, T, in]
   * @return [B, T, out]
   */
  public NDArray apply(Leaves leaves, NDArray in) {
    return in.matMul(leaves.get(weight)).add(leaves.get(bias));
  }
}
