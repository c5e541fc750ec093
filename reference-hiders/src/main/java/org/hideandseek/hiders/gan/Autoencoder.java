package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.hideandseek.hiders.network.Dense;
import org.hideandseek.hiders.network.Gru;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;

/**
 * TimeGAN's embedder, which reads rows into a latent space, and its recovery, which finds each row
 * again (Yoon et al. 2019, section 4.1).
 */
final class Autoencoder {
  private final RowLoss loss;
  private final Gru embedder;
  private final Dense opening;
  private final Dense recovery;

  Autoencoder(Layout layout, RowLoss loss, int row, int latent, int hidden) {
    this.loss = loss;
    embedder = new Gru(layout, row, latent, 1);
    opening = new Dense(layout, latent, hidden);
    recovery = new Dense(layout, hidden, row);
  }

  /** A state of nothing read yet. */
  NDArray start(NDArray rows) {
    return embedder.start(rows);
  }

  /**
   * Reads on.
   *
   * @param rows [B, T, W]
   * @return latents [B, T, H], each within -1 and 1
   */
  Gru.States embed(Leaves leaves, NDArray rows, NDArray state) {
    return embedder.apply(leaves, rows, state);
  }

  NDArray embed(Leaves leaves, NDArray rows) {
    return embed(leaves, rows, start(rows)).all();
  }

  /**
   * The rows of latents: the gap's score, logits of what is measured, scores of numbers and logits
   * of codes.
   *
   * @param latents [B, T, H]
   * @return [B, T, W]
   */
  NDArray recover(Leaves leaves, NDArray latents) {
    return recovery.apply(leaves, opening.apply(leaves, latents).getNDArrayInternal().gelu());
  }

  /** How badly the rows of each patient are found again, [B] (loss L_R, equation 6). */
  NDArray losses(Leaves leaves, Members.Batch batch) {
    NDArray found = recover(leaves, embed(leaves, batch.rows()));
    NDList is = loss.parts(found);
    NDList shouldBe = loss.parts(batch.rows());
    NDArray gap = is.get(0).sub(shouldBe.get(0)).square().squeeze(2);
    NDArray measured = RowLoss.ofBits(is.get(1), shouldBe.get(1)).sum(new int[] {2});
    NDArray own = loss.own(shouldBe.get(1));
    NDArray numbers =
        is.get(2).sub(shouldBe.get(2)).square().mul(own).mul(loss.weights()).sum(new int[] {2});
    NDArray codes = loss.ofCodes(is.get(2), shouldBe.get(2));
    return loss.overSteps(gap.add(measured).add(numbers).add(codes), batch.present());
  }
}
