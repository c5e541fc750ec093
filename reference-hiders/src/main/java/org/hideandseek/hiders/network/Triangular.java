package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * A linear map of variables to themselves, in which each sees only those before it. Added to what
 * else is known of them it makes them a chain (Frey, <i>Graphical Models for Machine Learning and
 * Digital Communication</i>, 1998): what follows depends on what was drawn. It begins at zero.
 */
public final class Triangular {
  /** Adam moves every weight by its rate at most; what rules a feature out needs large ones. */
  private static final float SCALE = 10;

  private final Layout.Slot weight;
  private final int[] variables;

  /**
   * Over channels of variables.
   *
   * @param variables [n] which variable each channel is of, never decreasing
   */
  public Triangular(Layout layout, int[] variables) {
    this.variables = variables.clone();
    weight = layout.slot(0, variables.length, variables.length);
  }

  /**
   * Applies it.
   *
   * @param in [R, n]
   * @return [R, n]
   */
  public NDArray apply(Leaves leaves, NDArray in) {
    return in.matMul(matrix(leaves, in.getManager()));
  }

  /** [n, n], of what is seen (rows) by whom (columns). */
  public NDArray matrix(Leaves leaves, NDManager manager) {
    int size = variables.length;
    float[] before = new float[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        before[i * size + j] = variables[i] < variables[j] ? SCALE : 0;
      }
    }
    return manager.create(before, new Shape(size, size)).mul(leaves.get(weight));
  }
}
