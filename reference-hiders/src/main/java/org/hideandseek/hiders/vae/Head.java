package org.hideandseek.hiders.vae;

import ai.djl.ndarray.NDArray;
import org.hideandseek.hiders.network.Dense;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Skip;

/** A linear map, and a hidden layer beside it for what is not linear. */
final class Head {
  private final Skip linear;
  private final Dense hidden;
  private final Dense out;

  Head(Layout layout, int in, int units, int size) {
    linear = new Skip(layout, in, size);
    hidden = new Dense(layout, in, units);
    out = new Dense(layout, units, size);
  }

  /**
   * Applies it.
   *
   * @param in [R, in]
   * @param dropout share of the hidden units that are left out
   * @return [R, size]
   */
  NDArray apply(Leaves leaves, NDArray in, float dropout) {
    NDArray inner =
        SeriesVae.dropped(hidden.apply(leaves, in).getNDArrayInternal().gelu(), dropout);
    return linear.apply(leaves, in).add(out.apply(leaves, inner));
  }

  /** The sum of the squares of the linear map's coefficients, a single number. */
  NDArray squares(Leaves leaves) {
    return linear.squares(leaves);
  }
}
