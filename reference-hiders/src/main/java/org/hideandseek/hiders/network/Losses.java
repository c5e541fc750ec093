package org.hideandseek.hiders.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/** Negative log-likelihoods, element by element. */
public final class Losses {
  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

  /**
   * A mixture does not become narrower than this, in normal scores: ties would draw it to nothing.
   */
  private static final double NARROWEST = 0.03;

  private Losses() {}

  /**
   * Of a binary outcome.
   *
   * @param logits of 1
   * @param outcomes 0 or 1, of the same shape
   */
  public static NDArray binary(NDArray logits, NDArray outcomes) {
    return logits.getNDArrayInternal().softPlus().sub(logits.mul(outcomes));
  }

  /**
   * Of a number under a mixture of normal distributions (Bishop, Mixture Density Networks, 1994).
   *
   * @param mixture [..., 3 K]: K logits of weights, K means, K spreads before {@link #spread}
   * @param number [...]
   * @return [...]
   */
  public static NDArray mixture(NDArray mixture, NDArray number) {
    int last = mixture.getShape().dimension() - 1;
    long mixed = mixture.getShape().get(last) / 3;
    NDArray logWeights = part(mixture, 0, mixed).logSoftmax(last);
    NDArray spread = spread(part(mixture, 2 * mixed, 3 * mixed));
    NDArray score = number.expandDims(last).sub(part(mixture, mixed, 2 * mixed)).div(spread);
    NDArray terms =
        logWeights.sub(spread.log()).sub(score.square().mul(Scalar.of(0.5))).sub(HALF_LOG_2_PI);
    NDArray largest = terms.max(new int[] {last}, true).stopGradient();
    return terms.sub(largest).exp().sum(new int[] {last}).log().add(largest.squeeze(last)).neg();
  }

  /** The standard deviations of numbers that may be anything. */
  public static NDArray spread(NDArray raw) {
    return raw.getNDArrayInternal().softPlus().add(NARROWEST);
  }

  /** The same of one number. */
  public static double spread(double raw) {
    return Math.max(0, raw) + Math.log1p(Math.exp(-Math.abs(raw))) + NARROWEST;
  }

  private static NDArray part(NDArray array, long from, long to) {
    return array.get(
        new NDIndex().addAllDim(array.getShape().dimension() - 1).addSliceDim(from, to));
  }
}
