package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Numbers to multiply, divide or compare arrays with inside of a loss. The engine keeps the factor
 * of a product for the backward pass, in memory of a Java buffer that DJL 0.36 lets go of as soon
 * as {@code array.mul(number)} returns: a collection in between, and gradients are anything. A
 * scalar stays until the scope of the step ends.
 */
public final class Scalar {
  private static final NDManager MANAGER = NDManager.newBaseManager();

  private Scalar() {}

  /** An array without axes, which ends with the scope that is open. */
  public static NDArray of(double number) {
    return MANAGER.create((float) number);
  }
}
