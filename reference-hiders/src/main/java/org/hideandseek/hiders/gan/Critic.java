package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.hideandseek.hiders.network.Dense;
import org.hideandseek.hiders.network.Gru;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Scalar;

/**
 * The critic of a Wasserstein GAN: reads series several steps at a time, and statics by themselves
 * once more, as DoppelGANger's auxiliary one does. Its slope is held near 1 along the lines between
 * members and what is made (Gulrajani et al., arXiv 1704.00028), measured between two points of a
 * line, which needs no second derivatives.
 */
final class Critic {
  /** The least part of a line over which a slope is measured. */
  private static final float SHORTEST = 0.05f;

  private static final float NEARLY_ZERO = 1e-3f;

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
   * Patients as the critic sees them.
   *
   * @param series [B, T, W + M + 1] rows, what has been carried since, and that they are there
   * @param statics [B, S]
   */
  record Seen(NDArray series, NDArray statics) {
    /** A share of the way to others, [B, 1]. */
    Seen towards(Seen other, NDArray share) {
      return new Seen(
          series.add(other.series.sub(series).mul(share.expandDims(2))),
          statics.add(other.statics.sub(statics).mul(share)));
    }

    /** The distance to others, [B]. */
    NDArray distance(Seen other) {
      return series
          .sub(other.series)
          .square()
          .sum(new int[] {1, 2})
          .add(statics.sub(other.statics).square().sum(new int[] {1}))
          .sqrt();
    }

    private static Seen all(Seen... parts) {
      NDList series = new NDList();
      NDList statics = new NDList();
      for (Seen part : parts) {
        series.add(part.series);
        statics.add(part.statics);
      }
      return new Seen(NDArrays.concat(series, 0), NDArrays.concat(statics, 0));
    }
  }

  /**
   * What the critic sees.
   *
   * @param steps T that it reads, a multiple of its chunk
   */
  static Seen seen(NDArray rows, NDArray carried, NDArray statics, NDArray present, int steps) {
    NDArray there = present.expandDims(2);
    long own = rows.getShape().get(1);
    NDArray after = carried.get(":, 1:" + (own + 1)).mul(there);
    NDArray seen = NDArrays.concat(new NDList(rows, after, there), 2);
    if (own >= steps) {
      return new Seen(seen.get(":, :" + steps), statics);
    }
    Shape rest = new Shape(rows.getShape().get(0), steps - own, seen.getShape().get(2));
    return new Seen(NDArrays.concat(new NDList(seen, rows.getManager().zeros(rest)), 1), statics);
  }

  /** How much each patient looks like a member, [B]. */
  NDArray judged(Leaves leaves, Seen seen) {
    long patients = seen.series().getShape().get(0);
    long chunks = seen.series().getShape().get(1) / chunk;
    NDArray fixed = seen.statics().expandDims(1);
    NDArray in =
        NDArrays.concat(
            new NDList(seen.series().reshape(patients, chunks, -1), fixed.repeat(1, chunks)), 2);
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
  NDArray losses(Leaves leaves, Seen real, Seen made, double penalty) {
    long patients = real.series().getShape().get(0);
    NDArray where = real.series().getManager().randomUniform(0, 1, new Shape(patients, 2));
    NDArray one = where.get(":, :1");
    NDArray other = where.get(":, 1:");
    Seen all = Seen.all(real, made, real.towards(made, one), real.towards(made, other));
    NDList judged = judged(leaves, all).split(4, 0);
    NDArray between = one.sub(other).abs().squeeze(1).maximum(Scalar.of(SHORTEST));
    NDArray length = real.distance(made).mul(between).maximum(Scalar.of(NEARLY_ZERO));
    NDArray slope = judged.get(2).sub(judged.get(3)).abs().div(length);
    NDArray excess = slope.sub(1).maximum(Scalar.of(0)).square().mul(Scalar.of(penalty));
    return judged.get(1).sub(judged.get(0)).add(excess);
  }
}
