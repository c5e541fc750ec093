package org.hideandseek.hiders.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.hideandseek.hiders.network.Convolution;
import org.hideandseek.hiders.network.Dense;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Scalar;
import org.hideandseek.hiders.network.Triangular;
import org.hideandseek.hiders.network.Upsampling;

/**
 * A convolutional variational autoencoder of series (TimeVAE, Desai et al., arXiv 2111.08095),
 * conditioned on what is known before the first step. The decoder is a level and a trend plus
 * transposed convolutions. What it makes of a step is not yet the step: the likelihood of a gap, of
 * what is measured and of values is also conditioned on the last ones (a decoder that is
 * autoregressive at short range, as PixelVAE, Gulrajani et al., arXiv 1611.05013), so that noise
 * from step to step is correlated, and the code is left what lasts.
 */
final class SeriesVae {
  /** Normal distributions in the mixture that a number or a gap is drawn from. */
  static final int MIXED = 3;

  private static final double LEAST_LOG_DEVIATION = -3.5;
  private static final double LARGEST_LOG_DEVIATION = 1.5;
  private static final double LARGEST_LOG_VARIANCE = 4;

  /** Share of hidden units left out in training. */
  private static final float DROPOUT = 0.15f;

  /** On the squares of linear coefficients, as of a ridge regression over all members. */
  private static final double PENALTY = 10;

  private final Size size;
  private final Channels channels;
  private final int members;
  private final int known;
  private final int before;

  private final Convolution[] convolutions;
  private final Dense read;
  private final Dense posterior;

  private final Dense seed;
  private final Dense seedPlace;
  private final Upsampling[] upsamplings;
  private final Dense trend;

  private final Head gap;
  private final Head measured;
  private final Head values;
  private final Triangular measuredChain;
  private final Triangular valueChain;

  /**
   * How large the network is.
   *
   * @param first channels of the first convolution; the second has twice, the third four times as
   *     many
   * @param latent length of the code, Z
   * @param decoded channels of a decoded step, H
   * @param hidden units in a head
   */
  record Size(int first, int latent, int decoded, int hidden) {}

  /**
   * What is said of the code.
   *
   * @param mean [B, Z]
   * @param logVariance [B, Z]
   */
  record Posterior(NDArray mean, NDArray logVariance) {
    /** A draw, [B, Z]. */
    NDArray draw() {
      NDArray noise = mean.getManager().randomNormal(mean.getShape());
      return mean.add(logVariance.mul(Scalar.of(0.5)).exp().mul(noise));
    }

    /** Its divergence from independent standard normals, [B]. */
    NDArray divergence() {
      return mean.square()
          .add(logVariance.exp())
          .sub(logVariance)
          .sub(1)
          .mul(Scalar.of(0.5))
          .sum(new int[] {1});
    }
  }

  SeriesVae(Layout layout, Members members, Size size) {
    this.size = size;
    channels = new Channels(members.coding(), members.sheet());
    this.members = members.size();
    known = members.backgroundWidth();
    before = Past.widthBefore(members.coding(), members.sheet());
    int after = Past.widthAfter(members.coding(), members.sheet());
    int width = members.sheet().width();
    int[] convolved = {size.first(), 2 * size.first(), 4 * size.first()};
    convolutions =
        new Convolution[] {
          new Convolution(layout, width + Batch.EXTRA, convolved[0], 2),
          new Convolution(layout, convolved[0], convolved[1], 2),
          new Convolution(layout, convolved[1], convolved[2], 2)
        };
    read = new Dense(layout, 2 * convolved[2] + width + known, convolved[2]);
    posterior = new Dense(layout, convolved[2], 2 * size.latent());
    int code = size.latent() + known;
    seed = new Dense(layout, code, convolved[2]);
    seedPlace = new Dense(layout, Frame.PLACES, convolved[2]);
    upsamplings =
        new Upsampling[] {
          new Upsampling(layout, convolved[2], convolved[1]),
          new Upsampling(layout, convolved[1], convolved[0]),
          new Upsampling(layout, convolved[0], size.decoded())
        };
    trend = new Dense(layout, code, Frame.POWERS * size.decoded());
    int state = size.decoded() + known + before;
    gap = new Head(layout, state, size.hidden(), 3 * MIXED);
    measured = new Head(layout, state + after, size.hidden(), channels.features());
    values =
        new Head(
            layout,
            state + after + channels.features(),
            size.hidden(),
            3 * MIXED * channels.numbers().length + channels.codes().length * channels.mostCodes());
    measuredChain = new Triangular(layout, IntStream.range(0, channels.features()).toArray());
    valueChain = new Triangular(layout, channels.owners());
  }

  static NDArray dropped(NDArray units, float share) {
    return share == 0
        ? units
        : units.getNDArrayInternal().dropout(units, share, true).singletonOrThrow();
  }

  Size size() {
    return size;
  }

  Channels channels() {
    return channels;
  }

  Posterior encode(Leaves leaves, Batch batch, float dropout) {
    NDArray series = batch.series();
    for (Convolution convolution : convolutions) {
      series = convolution.apply(leaves, series).getNDArrayInternal().relu();
    }
    NDArray inside = series.mul(batch.inside());
    NDArray mean = inside.sum(new int[] {2}).div(batch.inside().sum(new int[] {2}));
    NDArray most = inside.max(new int[] {2});
    NDArray all =
        NDArrays.concat(new NDList(mean, most, batch.summary(), batch.frame().backgrounds()), 1);
    NDArray inner = dropped(read.apply(leaves, all).getNDArrayInternal().gelu(), dropout);
    NDList said = posterior.apply(leaves, inner).split(2, 1);
    return new Posterior(
        said.get(0), said.get(1).clip(-2 * LARGEST_LOG_VARIANCE, LARGEST_LOG_VARIANCE));
  }

  /**
   * Decodes.
   *
   * @param codes [B, Z]
   * @return what the code says of every step, [B, T, H]
   */
  NDArray decode(Leaves leaves, Frame frame, NDArray codes, float dropout) {
    NDArray all = NDArrays.concat(new NDList(codes, frame.backgrounds()), 1);
    NDArray series =
        dropped(
                seed.apply(leaves, all)
                    .expandDims(1)
                    .add(seedPlace.apply(leaves, frame.places()))
                    .getNDArrayInternal()
                    .gelu(),
                dropout)
            .swapAxes(1, 2);
    for (int i = 0; i < upsamplings.length; i++) {
      series = upsamplings[i].apply(leaves, series);
      series = i < upsamplings.length - 1 ? series.getNDArrayInternal().relu() : series;
    }
    NDArray coefficients =
        trend.apply(leaves, all).reshape(codes.getShape().get(0), Frame.POWERS, size.decoded());
    return series.swapAxes(1, 2).add(frame.powers().matMul(coefficients));
  }

  /**
   * The mixture that the score of the gap before a step comes from.
   *
   * @param decoded [R, H]
   * @param pasts [R, C + P], known before the time of the step
   * @return [R, 3 * MIXED] logits of the weights, means, logarithms of the deviations
   */
  NDArray gap(Leaves leaves, NDArray decoded, NDArray pasts, float dropout) {
    return gap.apply(leaves, NDArrays.concat(new NDList(decoded, pasts), 1), dropout);
  }

  /**
   * The logits of what is measured, before the chain.
   *
   * @param pasts [R, C + P + A], known with the time of the step
   * @return [R, F]
   */
  NDArray measured(Leaves leaves, NDArray decoded, NDArray pasts, float dropout) {
    return measured.apply(leaves, NDArrays.concat(new NDList(decoded, pasts), 1), dropout);
  }

  /**
   * The mixtures that the scores of numbers come from, and the logits of codes, before the chain.
   *
   * @param which [R, F] what is measured
   * @return [R, 3 * n * MIXED + m * codes] logits of the weights, means, logarithms of the
   *     deviations; logits of the codes
   */
  NDArray values(Leaves leaves, NDArray decoded, NDArray pasts, NDArray which, float dropout) {
    return values.apply(leaves, NDArrays.concat(new NDList(decoded, pasts, which), 1), dropout);
  }

  /** [F, F] what a measured feature adds to the logits of those after it. */
  NDArray measuredChain(Leaves leaves, NDManager manager) {
    return measuredChain.matrix(leaves, manager);
  }

  /** [V, V] what values add to the means and logits of those after them. */
  NDArray valueChain(Leaves leaves, NDManager manager) {
    return valueChain.matrix(leaves, manager);
  }

  /** The logarithm of a deviation within its bounds. */
  static double logDeviation(double unbounded) {
    return Math.max(LEAST_LOG_DEVIATION, Math.min(LARGEST_LOG_DEVIATION, unbounded));
  }

  /** Minus the evidence lower bound, with the divergence weighed by beta, of every patient, [B]. */
  NDArray losses(Leaves leaves, Batch batch, double beta) {
    Posterior said = encode(leaves, batch, DROPOUT);
    NDArray series = decode(leaves, batch.frame(), said.draw(), DROPOUT);
    NDArray decoded =
        series
            .getNDArrayInternal()
            .embedding(batch.places(), series.reshape(-1, size.decoded()), SparseFormat.DENSE)
            .singletonOrThrow();
    return batch
        .owners()
        .matMul(surprise(leaves, batch, decoded).expandDims(1))
        .squeeze(1)
        .add(said.divergence().mul(Scalar.of(beta)))
        .add(squares(leaves).mul(Scalar.of(PENALTY / 2 / members)));
  }

  /** The sum of the squares of the heads' linear coefficients. */
  private NDArray squares(Leaves leaves) {
    return gap.squares(leaves).add(measured.squares(leaves)).add(values.squares(leaves));
  }

  /** Minus the logarithm of the likelihood of every step, [R]. */
  private NDArray surprise(Leaves leaves, Batch batch, NDArray decoded) {
    NDList truth = batch.rows().split(new long[] {1, 1L + channels.features()}, 1);
    NDArray which = truth.get(1);
    NDArray now = truth.get(2);
    NDArray pastBefore = batch.pasts().split(new long[] {known + before}, 1).get(0);
    NDArray gapSurprise =
        mixed(gap(leaves, decoded, pastBefore, DROPOUT).split(3, 1), 1, truth.get(0))
            .squeeze(1)
            .mul(batch.later());
    NDArray logits =
        measured(leaves, decoded, batch.pasts(), DROPOUT).add(measuredChain.apply(leaves, which));
    NDArray measuredSurprise =
        logits.getNDArrayInternal().softPlus().sub(logits.mul(which)).sum(new int[] {1});
    return gapSurprise
        .add(measuredSurprise)
        .add(
            valueSurprise(
                leaves, values(leaves, decoded, batch.pasts(), which, DROPOUT), which, now));
  }

  private NDArray valueSurprise(Leaves leaves, NDArray said, NDArray which, NDArray now) {
    NDManager manager = now.getManager();
    int n = channels.numbers().length;
    int m = channels.codes().length;
    NDArray chain = valueChain.apply(leaves, now);
    NDArray sum = manager.zeros(new Shape(now.getShape().get(0)));
    long part = (long) n * MIXED;
    NDList parts = said.split(new long[] {part, 2 * part, 3 * part}, 1);
    if (n > 0) {
      NDArray pick = channels.pickNumbers(manager);
      NDArray shift = chain.matMul(pick);
      NDArray surprise = mixed(parts, n, now.matMul(pick).sub(shift));
      sum = sum.add(surprise.mul(which.matMul(channels.pickMeasured(manager))).sum(new int[] {1}));
    }
    if (m > 0) {
      NDArray pick = channels.pickCodes(manager);
      NDArray logits = parts.get(3).add(chain.matMul(pick)).add(channels.impossible(manager));
      NDArray likely = logits.reshape(-1, m, channels.mostCodes()).logSoftmax(2);
      NDArray truth = now.matMul(pick).reshape(-1, m, channels.mostCodes());
      sum = sum.sub(likely.mul(truth).sum(new int[] {1, 2}));
    }
    return sum;
  }

  /**
   * Minus the logarithm of mixtures' densities, up to a constant.
   *
   * @param said logits of the weights, means, logarithms of deviations, [R, n * MIXED] each
   * @param truth [R, n]
   * @return [R, n]
   */
  private static NDArray mixed(List<NDArray> said, int n, NDArray truth) {
    NDArray weights = said.get(0).reshape(-1, n, MIXED).logSoftmax(2);
    NDArray means = said.get(1).reshape(-1, n, MIXED);
    NDArray deviations =
        said.get(2).clip(LEAST_LOG_DEVIATION, LARGEST_LOG_DEVIATION).reshape(-1, n, MIXED);
    NDArray distance = truth.expandDims(2).sub(means).div(deviations.exp());
    NDArray each = weights.sub(deviations).sub(distance.square().mul(Scalar.of(0.5)));
    // Of every term, less its own share: the logarithm of the sum of exponentials.
    return each.logSoftmax(2).sub(each).mean(new int[] {2});
  }
}
