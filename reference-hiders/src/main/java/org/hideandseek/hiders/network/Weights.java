package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/** All weights of a network in one vector, and the best that they have been. */
public final class Weights {
  private final Layout layout;
  private final NDArray mean;
  private NDArray vector;
  private NDArray kept;
  private int averaged;

  /** Weights before any training. */
  public Weights(Layout layout, NDManager manager, SplittableRandom random) {
    this.layout = layout;
    try (NDArray initial = manager.create(layout.initial(random))) {
      // A copy in memory of the engine's own; what is made of numbers lies in a buffer of Java's.
      vector = initial.duplicate();
    }
    mean = vector.duplicate();
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

  /**
   * Takes the weights into their running mean: over the last few steps they scatter about a better
   * place than any of them (Polyak and Juditsky, 1992).
   *
   * @param decay share of the mean that stays
   */
  public void average(double decay) {
    averaged++;
    // At first it follows faster, so that it forgets the first weights.
    double stays = Math.min(decay, averaged / (averaged + 10.0));
    mean.muli(stays);
    try (NDArray part = vector.mul(1 - stays)) {
      mean.addi(part);
    }
  }

  /** The running mean of the weights for a step that only uses them. */
  public Leaves averaged() {
    return new Leaves(layout, mean.stopGradient());
  }

  /** Remembers the weights as they are. */
  public void keep() {
    keep(vector);
  }

  /** Remembers the running mean of the weights. */
  public void keepAverage() {
    keep(mean);
  }

  /** Not by copyTo: it would let go of the buffer that the array still lies in (DJL 0.36). */
  private void keep(NDArray weights) {
    kept.close();
    kept = weights.duplicate();
  }

  /** Goes back to the weights that were kept last; to the first ones if none were. */
  public void restore() {
    vector.close();
    vector = kept.duplicate();
  }

  /** The number of weights, P. */
  public long size() {
    return layout.size();
  }
}
