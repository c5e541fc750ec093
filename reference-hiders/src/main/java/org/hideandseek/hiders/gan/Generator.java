package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.hideandseek.hiders.network.Chain;
import org.hideandseek.hiders.network.Dense;
import org.hideandseek.hiders.network.Gru;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;

/**
 * TimeGAN's supervisor and generator. The supervisor reads the latents of the steps so far, and
 * says what the next one follows from; the generator makes the next step of that and of noise:
 * whether there is one, the time until it, what is measured, and the latent of its values.
 */
final class Generator {
  private final RowLoss loss;
  private final int latent;
  private final int noise;
  private final Gru supervisor;
  private final Dense ending;
  private final Dense gapOpening;
  private final Dense gap;
  private final Dense measuredOpening;
  private final Dense measured;
  private final Chain chain;
  private final Dense opening;
  private final Dense middle;
  private final Dense closing;

  /**
   * How large it is.
   *
   * @param features F
   * @param carried M
   * @param statics S
   * @param latent H
   * @param hidden units of a layer
   * @param noise channels of noise
   */
  record Sizes(int features, int carried, int statics, int latent, int hidden, int noise) {}

  Generator(Layout layout, RowLoss loss, Sizes sizes) {
    this.loss = loss;
    latent = sizes.latent();
    noise = sizes.noise();
    int hidden = sizes.hidden();
    int seen = hidden + sizes.carried() + sizes.statics();
    supervisor = new Gru(layout, latent + sizes.carried() + sizes.statics(), hidden, 1);
    ending = new Dense(layout, seen, 1);
    gapOpening = new Dense(layout, seen + noise, hidden);
    gap = new Dense(layout, hidden, 1);
    measuredOpening = new Dense(layout, seen + 1, hidden);
    measured = new Dense(layout, hidden, sizes.features());
    chain = new Chain(layout, sizes.features());
    opening = new Dense(layout, seen + 1 + sizes.features() + noise, hidden);
    middle = new Dense(layout, hidden, hidden);
    closing = new Dense(layout, hidden, latent);
  }

  int latent() {
    return latent;
  }

  Chain chain() {
    return chain;
  }

  /** A state of the supervisor that has seen nothing. */
  NDArray start(NDArray statics) {
    return supervisor.start(statics);
  }

  /**
   * What the supervisor has to say of the next steps.
   *
   * @param latents [B, T, H] of the steps before
   * @param carried [B, T, M] from the steps before
   * @param statics [B, T, S]
   * @return [B, T, K]
   */
  Gru.States supervise(
      Leaves leaves, NDArray latents, NDArray carried, NDArray statics, NDArray state) {
    Gru.States read =
        supervisor.apply(leaves, NDArrays.concat(new NDList(latents, carried, statics), 2), state);
    return new Gru.States(
        NDArrays.concat(new NDList(read.all(), carried, statics), 2), read.last());
  }

  /** Logits of having ended before the next step, [B, T, 1]. */
  NDArray ends(Leaves leaves, NDArray said) {
    return ending.apply(leaves, said);
  }

  /** Normal scores of the time until the next step, [B, T, 1]. */
  NDArray gaps(Leaves leaves, NDArray said) {
    NDArray in = NDArrays.concat(new NDList(said, noise(said)), 2);
    return gap.apply(leaves, gapOpening.apply(leaves, in).getNDArrayInternal().gelu());
  }

  /** Logits of what is measured, before any of it is known, [B, T, F]. */
  NDArray measured(Leaves leaves, NDArray said, NDArray gaps) {
    NDArray in = NDArrays.concat(new NDList(said, gaps), 2);
    return measured.apply(leaves, measuredOpening.apply(leaves, in).getNDArrayInternal().gelu());
  }

  /** Latents of the next step, [B, T, H]. */
  NDArray latents(Leaves leaves, NDArray said, NDArray gaps, NDArray measuredNow) {
    NDArray in = NDArrays.concat(new NDList(said, gaps, measuredNow, noise(said)), 2);
    NDArray first = opening.apply(leaves, in).getNDArrayInternal().gelu();
    NDArray second = middle.apply(leaves, first).getNDArrayInternal().gelu().add(first);
    return closing.apply(leaves, second).tanh();
  }

  private NDArray noise(NDArray said) {
    Shape shape = said.getShape();
    return said.getManager().randomNormal(new Shape(shape.get(0), shape.get(1), noise));
  }

  /**
   * How badly the members' next steps follow from their last, [B] (loss L_S, equation 9). Squared
   * errors would make the generator deaf to its noise; so numbers are judged by the energy score of
   * two draws, bits and codes by their cross-entropy.
   *
   * @param autoencoder embeds what was, and recovers what is made
   * @param encoder its leaves
   */
  NDArray losses(Leaves leaves, Autoencoder autoencoder, Leaves encoder, Members.Batch batch) {
    int steps = batch.steps();
    NDList rows = loss.parts(batch.rows());
    NDArray statics = batch.statics().expandDims(1).repeat(1, steps + 1L);
    NDArray embedded = autoencoder.embed(encoder, batch.rows());
    NDArray none = embedded.getManager().zeros(new Shape(batch.patients(), 1, latent));
    NDArray before = NDArrays.concat(new NDList(none, embedded), 1);
    NDArray all =
        supervise(leaves, before, batch.carried(), statics, supervisor.start(before)).all();
    NDArray said = all.get(":, :" + steps);
    NDArray ends =
        RowLoss.ofBits(ends(leaves, all.get(":, 1:")), batch.ends().expandDims(2)).squeeze(2);
    NDArray twice = RowLoss.twice(said);
    NDArray gaps = RowLoss.energy(gaps(leaves, twice).squeeze(2), rows.get(0).squeeze(2));
    NDArray logits = chain.apply(leaves, measured(leaves, said, rows.get(0)), rows.get(1));
    NDArray bits = RowLoss.ofBits(logits, rows.get(1)).sum(new int[] {2});
    NDArray made =
        autoencoder.recover(
            encoder,
            latents(leaves, twice, RowLoss.twice(rows.get(0)), RowLoss.twice(rows.get(1))));
    NDArray values = loss.parts(made).get(2);
    NDArray numbers = loss.energy(values, rows.get(2), rows.get(1));
    NDArray codes =
        loss.ofCodes(values, RowLoss.twice(rows.get(2)))
            .reshape(batch.patients(), 2, steps)
            .mean(new int[] {1});
    return loss.overSteps(ends.add(gaps).add(bits).add(numbers).add(codes), batch.present());
  }
}
