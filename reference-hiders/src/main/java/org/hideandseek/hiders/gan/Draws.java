package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * Draws whose gradients go straight through to what they were drawn from (Jang et al., arXiv
 * 1611.01144).
 */
final class Draws {
  private static final float LEAST = 1e-6f;

  private Draws() {}

  /** Bits of their logits. */
  static NDArray bits(NDArray logits) {
    NDArray uniform = logits.getManager().randomUniform(LEAST, 1 - LEAST, logits.getShape());
    NDArray moved = logits.add(uniform.log()).sub(uniform.neg().add(1).log());
    NDArray soft = moved.getNDArrayInternal().sigmoid();
    NDArray drawn = moved.gt(0).toType(DataType.FLOAT32, false);
    return straight(drawn, soft);
  }

  /** One code for each row, as a channel for each, of logits along an axis that is the last. */
  static NDArray codes(NDArray logits, int axis) {
    NDArray uniform = logits.getManager().randomUniform(LEAST, 1 - LEAST, logits.getShape());
    NDArray moved = logits.sub(uniform.log().neg().log());
    NDArray drawn = moved.argMax(axis).oneHot((int) logits.getShape().get(axis), DataType.FLOAT32);
    return straight(drawn, moved.softmax(axis));
  }

  /** The drawn numbers, with the gradients of others. */
  static NDArray straight(NDArray drawn, NDArray soft) {
    return drawn.add(soft).sub(soft.stopGradient());
  }
}
