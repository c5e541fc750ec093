package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.hideandseek.hiders.network.Scalar;

/** How far rows are from rows, in the parts that a row has. */
final class RowLoss {
  private static final double RAREST = 1.0 / 64;
  private static final double NEARLY_ZERO = 1e-8;

  private final Channels channels;
  private final double typicalSteps;
  private final NDArray owners;
  private final NDArray weights;

  /**
   * Losses of rows with these channels.
   *
   * @param typicalSteps what the sum over the steps of a patient is divided by
   */
  RowLoss(Channels channels, NDManager manager, double typicalSteps) {
    this.channels = channels;
    this.typicalSteps = typicalSteps;
    owners = channels.owners(manager);
    float[] each = new float[channels.values()];
    for (int f = 0; f < channels.features(); f++) {
      if (channels.numeric(f)) {
        each[channels.value(f)] = (float) (1 / Math.max(RAREST, channels.measured(f)));
      }
    }
    weights = manager.create(each, new Shape(1, 1, each.length));
  }

  /** The gap, what is measured, and the values of rows, each [B, T, channels]. */
  NDList parts(NDArray rows) {
    return rows.split(new long[] {1, 1L + channels.features()}, 2);
  }

  /** [B, T, V] 1 at the values of what is measured, [B, T, F]. */
  NDArray own(NDArray measured) {
    return measured.matMul(owners);
  }

  /** [1, 1, V] what the square of a number's error weighs: more where it is rarely measured. */
  NDArray weights() {
    return weights;
  }

  /** Cross-entropy of bits whose logits are given. */
  static NDArray ofBits(NDArray logits, NDArray bits) {
    return logits.getNDArrayInternal().softPlus().sub(logits.mul(bits));
  }

  /**
   * Cross-entropy of all measured codes, [B, T].
   *
   * @param logits [B, T, V] among other values
   * @param values [B, T, V]
   */
  NDArray ofCodes(NDArray logits, NDArray values) {
    NDArray sum = values.getManager().zeros(values.getShape().slice(0, 2));
    for (int f = 0; f < channels.features(); f++) {
      if (!channels.numeric(f)) {
        String own = ":, :, " + channels.value(f) + ":" + (channels.value(f) + channels.codes(f));
        sum = sum.sub(logits.get(own).logSoftmax(2).mul(values.get(own)).sum(new int[] {2}));
      }
    }
    return sum;
  }

  /**
   * The energy score of two draws (Gneiting and Raftery 2007, equation 21): smallest in the mean
   * where they have the distribution of the truth. Only numbers that are measured count.
   *
   * @param draws [B, 2 T, V] one after the other along the steps
   * @param truth [B, T, V]
   * @param measured [B, T, F]
   * @return [B, T]
   */
  NDArray energy(NDArray draws, NDArray truth, NDArray measured) {
    NDArray weight = own(measured).mul(weights);
    NDList two = draws.split(2, 1);
    return distance(two.get(0), truth, weight)
        .add(distance(two.get(1), truth, weight))
        .sub(distance(two.get(0), two.get(1), weight))
        .mul(Scalar.of(0.5));
  }

  private static NDArray distance(NDArray a, NDArray b, NDArray weight) {
    return a.sub(b).square().mul(weight).sum(new int[] {2}).add(NEARLY_ZERO).sqrt();
  }

  /** The same of single numbers, [B, T] and [B, 2 T]. */
  static NDArray energy(NDArray draws, NDArray truth) {
    NDList two = draws.split(2, 1);
    return two.get(0)
        .sub(truth)
        .abs()
        .add(two.get(1).sub(truth).abs())
        .sub(two.get(0).sub(two.get(1)).abs())
        .mul(Scalar.of(0.5));
  }

  /** The sum over the steps that are there, as a share of the typical number of steps, [B]. */
  NDArray overSteps(NDArray losses, NDArray present) {
    return losses.mul(present).sum(new int[] {1}).div(Scalar.of(typicalSteps));
  }

  /** The same array twice along the steps. */
  static NDArray twice(NDArray array) {
    return NDArrays.concat(new NDList(array, array), 1);
  }
}
