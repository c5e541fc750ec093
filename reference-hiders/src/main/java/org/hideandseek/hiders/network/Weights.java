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
  private final NDArray average;
  private int averaged;

  /** Weights before any training. */
  public Weights(Layout layout, NDManager manager, SplittableRandom random) {
    this.layout = layout;
    vector = manager.create(layout.initial(random));
    kept = vector.duplicate();
    average = vector.duplicate();
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

  /**
   * Lets the average of the weights over past steps follow them (Polyak and Juditsky 1992, with
   * exponential weights). It follows faster at the beginning, so that it forgets the first weights.
   *
   * @param decay what is left of the average in a step, less than 1; 0 makes it the weights
   */
  public void follow(double decay) {
    averaged++;
    double left = Math.min(decay, averaged / (averaged + 10.0));
    try (NDArray added = vector.mul(1 - left)) {
      average.muli(left).addi(added);
    }
  }

  /** The averaged weights, for a step that only uses them. */
  public Leaves average() {
    return new Leaves(layout, average.stopGradient());
  }

  /** Remembers the averaged weights as they are. */
  public void keepAverage() {
    average.copyTo(kept);
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
