package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;

/**
 * Adam (Kingma and Ba, arXiv 1412.6980) on the weights of one network, at a rate that falls to
 * nearly nothing over the planned steps, as half a cosine.
 */
public final class Descent {
  private static final float FINAL_SHARE = 0.05f;

  private final Adam adam;
  private final double clip;

  /**
   * A descent from the start.
   *
   * @param rate of the first step
   * @param beta1 decay of the mean of the gradients, 0.9 unless two networks play against each
   *     other
   * @param steps over which the rate falls
   * @param clip largest norm of a gradient; infinite for none
   */
  public Descent(double rate, double beta1, int steps, double clip) {
    this.clip = clip;
    adam =
        Adam.builder()
            .optBeta1((float) beta1)
            .optLearningRateTracker(
                Tracker.cosine()
                    .setBaseValue((float) rate)
                    .optFinalValue(FINAL_SHARE * (float) rate)
                    .setMaxUpdates(Math.max(1, steps))
                    .build())
            .build();
  }

  /** A gradient whose norm is at most the clip. */
  NDArray clipped(NDArray gradient) {
    return clip == Double.POSITIVE_INFINITY
        ? gradient
        : gradient.div(gradient.norm().div(clip).maximum(1));
  }

  /** Moves the weights against the gradient, [P]. */
  void move(Weights weights, NDArray gradient) {
    adam.update("weights", weights.vector(), gradient);
  }
}
