package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.hideandseek.hiders.network.Session;

/**
 * First and second moments of rows: of each channel, and of its products with the row, with what
 * was carried into it, with what was measured before, and with the statics. TimeGAN's loss V
 * compares means and spreads of channels; here it is all that goes with them.
 */
final class Moments {
  private static final double LEAST_SPREAD = 1e-3;

  /** What those of changes weigh among all, which are far more. */
  private static final double CHANGES = 0.3;

  private final NDArray mean;
  private final NDArray spread;
  private final NDArray weights;

  private Moments(NDArray mean, NDArray spread, NDArray weights) {
    this.mean = mean;
    this.spread = spread;
    this.weights = weights;
  }

  /** Moments of members, taken in parts, so that not all lie in memory at once. */
  static Moments of(Session session, Members members, int[] chosen, Channels channels, int atOnce) {
    double[] sums = new double[0];
    double[] squares = new double[0];
    for (int start = 0; start < chosen.length; start += atOnce) {
      int[] part = Arrays.copyOfRange(chosen, start, Math.min(chosen.length, start + atOnce));
      float[] found =
          session.compute(
              () -> {
                Members.Batch batch = members.batch(session.manager(), part);
                NDArray each =
                    ofEach(
                        batch.rows(), batch.carried(), batch.statics(), batch.present(), channels);
                return NDArrays.concat(
                    new NDList(each.sum(new int[] {0}), each.square().sum(new int[] {0})), 0);
              });
      int moments = found.length / 2;
      sums = Arrays.copyOf(sums, moments);
      squares = Arrays.copyOf(squares, moments);
      for (int i = 0; i < moments; i++) {
        sums[i] += found[i];
        squares[i] += found[moments + i];
      }
    }
    float[] mean = new float[sums.length];
    float[] spread = new float[sums.length];
    float[] weights = new float[sums.length];
    int changes = 2 * channels.values();
    for (int i = 0; i < mean.length; i++) {
      double average = sums[i] / chosen.length;
      double deviation = Math.sqrt(Math.max(0, squares[i] / chosen.length - average * average));
      double share =
          i < mean.length - changes ? (1 - CHANGES) / (mean.length - changes) : CHANGES / changes;
      mean[i] = (float) average;
      spread[i] = (float) Math.max(LEAST_SPREAD, deviation);
      weights[i] = deviation > LEAST_SPREAD ? (float) share : 0;
    }
    NDManager manager = session.manager();
    return new Moments(manager.create(mean), manager.create(spread), manager.create(weights));
  }

  /**
   * Sums over the steps of each patient, [B, K].
   *
   * @param rows [B, T, W]
   * @param carried [B, T + 1, M]
   * @param statics [B, S]
   * @param present [B, T]
   */
  static NDArray ofEach(
      NDArray rows, NDArray carried, NDArray statics, NDArray present, Channels channels) {
    long patients = rows.getShape().get(0);
    long steps = rows.getShape().get(1);
    NDArray there = present.expandDims(2);
    NDArray ones = rows.getManager().ones(new Shape(patients, steps, 1));
    NDArray own = NDArrays.concat(new NDList(ones, rows, rows.square()), 2).mul(there);
    NDArray with =
        NDArrays.concat(
            new NDList(
                ones, rows, carried.get(":, :" + steps), statics.expandDims(1).repeat(1, steps)),
            2);
    NDArray fixed =
        NDArrays.concat(
            new NDList(
                statics, statics.expandDims(2).matMul(statics.expandDims(1)).reshape(patients, -1)),
            1);
    NDArray changes = changes(rows, carried.get(":, :" + steps), channels).mul(there);
    return NDArrays.concat(
        new NDList(
            own.swapAxes(1, 2).matMul(with).reshape(patients, -1),
            fixed,
            changes.abs().sum(new int[] {1}),
            changes.square().sum(new int[] {1})),
        1);
  }

  /** By how much values differ from the last ones before, [B, T, V]; 0 where there are none. */
  private static NDArray changes(NDArray rows, NDArray before, Channels channels) {
    int features = channels.features();
    int values = channels.values();
    NDArray known = before.get(":, :, " + 2 * values + ":" + (2 * values + features));
    NDArray both = rows.get(":, :, 1:" + (1 + features)).mul(known);
    return rows.get(":, :, " + (1 + features) + ":")
        .sub(before.get(":, :, :" + values))
        .mul(both.matMul(channels.owners(rows.getManager())));
  }

  /** How far the mean of some patients, [B, K], is from these moments, in spreads of members. */
  private NDArray differences(NDArray each) {
    return each.mean(new int[] {0}).sub(mean).div(spread);
  }

  /** The mean distance over all moments, in spreads of members. */
  NDArray distance(NDArray each) {
    return differences(each).abs().mul(weights).sum();
  }

  /**
   * The squared distance, without that part of it which is the chance of small batches: the product
   * of what two halves of the batch differ by.
   */
  NDArray loss(NDArray each) {
    NDList halves = each.split(2, 0);
    return differences(halves.get(0)).mul(differences(halves.get(1))).mul(weights).sum();
  }
}
