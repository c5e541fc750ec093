package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.hideandseek.hiders.network.Dense;
import org.hideandseek.hiders.network.Gru;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;

/**
 * The critic of a Wasserstein GAN: reads series several steps at a time, and statics by themselves
 * once more, as DoppelGANger's auxiliary one does. Its slope is held near 1 along the lines between
 * members and what is made (Gulrajani et al., arXiv 1704.00028), measured between two points of a
 * line, which needs no second derivatives.
 */
final class Critic {
  private final int chunk;
  private final Gru reader;
  private final Dense opening;
  private final Dense verdict;
  private final Dense fixedOpening;
  private final Dense fixedVerdict;

  Critic(Layout layout, int step, int statics, int hidden, int chunk) {
    this.chunk = chunk;
    reader = new Gru(layout, chunk * step + statics, hidden, 1);
    opening = new Dense(layout, 2 * hidden + statics, hidden);
    verdict = new Dense(layout, hidden, 1);
    fixedOpening = new Dense(layout, statics, hidden);
    fixedVerdict = new Dense(layout, hidden, 1);
  }

  /**
   * Steps as the critic sees them: rows, what has been carried since, and that they are there.
   *
   * @return [B, T, W + M + 1] for the T steps that it reads, a multiple of its chunk
   */
  static NDArray seen(NDArray rows, NDArray carried, NDArray present, int steps) {
    NDArray there = present.expandDims(2);
    long own = rows.getShape().get(1);
    NDArray after = carried.get(":, 1:" + (own + 1)).mul(there);
    NDArray seen = NDArrays.concat(new NDList(rows, after, there), 2);
    if (own >= steps) {
      return seen.get(":, :" + steps);
    }
    Shape rest = new Shape(rows.getShape().get(0), steps - own, seen.getShape().get(2));
    return NDArrays.concat(new NDList(seen, rows.getManager().zeros(rest)), 1);
  }

  /** How much each patient looks like a member, [B]. */
  NDArray judged(Leaves leaves, NDArray seen, NDArray statics) {
    long patients = seen.getShape().get(0);
    long chunks = seen.getShape().get(1) / chunk;
    NDArray fixed = statics.expandDims(1);
    NDArray in =
        NDArrays.concat(new NDList(seen.reshape(patients, chunks, -1), fixed.repeat(1, chunks)), 2);
    NDArray states = reader.apply(leaves, in);
    NDArray read =
        NDArrays.concat(
            new NDList(states.mean(new int[] {1}, true), states.get(":, -1:"), fixed), 2);
    NDArray whole =
        verdict.apply(leaves, opening.apply(leaves, read).getNDArrayInternal().leakyRelu(0.2f));
    NDArray alone =
        fixedVerdict.apply(
            leaves, fixedOpening.apply(leaves, fixed).getNDArrayInternal().leakyRelu(0.2f));
    return whole.add(alone).reshape(patients);
  }

  /**
   * The loss on members and on as many that were made, one number for each pair, [B].
   *
   * @param penalty weight of the squared excess of the slope over 1
   */
  NDArray losses(
      Leaves leaves,
      NDArray real,
      NDArray realStatics,
      NDArray made,
      NDArray madeStatics,
      double penalty) {
    long patients = real.getShape().get(0);
    NDArray where = real.getManager().randomUniform(0, 1, new Shape(patients, 2));
    NDArray one = where.get(":, :1");
    NDArray other = where.get(":, 1:");
    NDArray step = made.sub(real);
    NDArray stepStatics = madeStatics.sub(realStatics);
    NDArray series =
        NDArrays.concat(
            new NDList(
                real,
                made,
                real.add(step.mul(one.expandDims(2))),
                real.add(step.mul(other.expandDims(2)))),
            0);
    NDArray fixed =
        NDArrays.concat(
            new NDList(
                realStatics,
                madeStatics,
                realStatics.add(stepStatics.mul(one)),
                realStatics.add(stepStatics.mul(other))),
            0);
    NDList judged = judged(leaves, series, fixed).split(4, 0);
    NDArray length =
        step.square()
            .sum(new int[] {1, 2})
            .add(stepStatics.square().sum(new int[] {1}))
            .sqrt()
            .mul(one.sub(other).abs().squeeze(1).maximum(0.05));
    NDArray slope = judged.get(2).sub(judged.get(3)).abs().div(length.maximum(1e-3));
    return judged.get(1).sub(judged.get(0)).add(slope.sub(1).maximum(0).square().mul(penalty));
  }
}
