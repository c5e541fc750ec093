package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/** All weights of a network in one vector, and the best that they have been. */
public final class Weights {
  private final Layout layout;
  private final NDArray vector;
  private final NDArray kept;

  /** Weights before any training. */
  public Weights(Layout layout, NDManager manager, SplittableRandom random) {
    this.layout = layout;
    vector = manager.create(layout.initial(random));
    kept = vector.duplicate();
  }

  /** The weights for a step that trains them. */
  public Leaves trained() {
    NDArray leaf = vector.stopGradient();
    leaf.setRequiresGradient(true);
    return new Leaves(layout, leaf);
  }

  /** The weights for a step that only uses them. */
  public Leaves fixed() {
    return new Leaves(layout, vector.stopGradient());
  }

  /**
   * The weights for a step that wants every patient's own gradient.
   *
   * @param patients B, the patients of the batch
   */
  public Leaves perPatient(int patients) {
    NDArray leaf =
        vector
            .stopGradient()
            .reshape(1, layout.size())
            .broadcast(new Shape(patients, layout.size()));
    leaf.setRequiresGradient(true);
    return new Leaves(layout, leaf);
  }

  /** The vector itself, [P], for an optimiser. */
  NDArray vector() {
    return vector;
  }

  /** Remembers the weights as they are. */
  public void keep() {
    vector.copyTo(kept);
  }

  /** Goes back to the weights that were kept last; to the first ones if none were. */
  public void restore() {
    kept.copyTo(vector);
  }

  /** The number of weights, P. */
  public long size() {
    return layout.size();
  }
}
