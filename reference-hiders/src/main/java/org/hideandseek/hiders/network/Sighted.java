package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * A linear map without a bias, of which a constant mask lets only some weights act (as in MADE,
 * Germain et al., arXiv 1502.03509).
 */
public final class Sighted {
  private final Layout.Slot weight;
  private final NDArray sight;

  /**
   * A map.
   *
   * @param sight [in, out]: 1 where an output sees an input, else 0
   */
  public Sighted(Layout layout, NDArray sight) {
    this.sight = sight;
    long in = sight.getShape().get(0);
    weight = layout.slot(1 / Math.sqrt((double) in), in, sight.getShape().get(1));
  }

  /**
   * Applies it.
   *
   * @param in [B, T, in]
   * @return [B, T, out]
   */
  public NDArray apply(Leaves leaves, NDArray in) {
    return in.matMul(leaves.get(weight).mul(sight));
  }

  /**
   * Some of the outputs.
   *
   * @param in [B, T, in]
   * @return [B, T, to - from]
   */
  public NDArray apply(Leaves leaves, NDArray in, long from, long to) {
    NDIndex columns = new NDIndex().addAllDim().addSliceDim(from, to);
    return in.matMul(leaves.get(weight).get(columns).mul(sight.get(columns)));
  }
}
