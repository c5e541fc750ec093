package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;

/** Affine maps side by side, one for each group of the vectors that come in. */
public final class Grouped {
  private final Layout.Slot weight;
  private final Layout.Slot bias;

  /** From vectors of one size to vectors of another, in each of some groups. */
  public Grouped(Layout layout, int groups, int in, int out) {
    double bound = 1 / Math.sqrt(in);
    weight = layout.slot(bound, groups, in, out);
    bias = layout.slot(bound, groups, 1, out);
  }

  /**
   * Applies it.
   *
   * @param in [B, groups, T, in]
   * @return [B, groups, T, out]
   */
  public NDArray apply(Leaves leaves, NDArray in) {
    return in.matMul(leaves.get(weight)).add(leaves.get(bias));
  }

  /**
   * Applies the map of one group, with the same weights for all patients.
   *
   * @param in [N, in]
   * @return [N, out]
   */
  public NDArray apply(Leaves leaves, int group, NDArray in) {
    return in.matMul(leaves.get(weight).get(group)).add(leaves.get(bias).get(group));
  }
}
