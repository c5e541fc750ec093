package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.hideandseek.hiders.network.Dense;
import org.hideandseek.hiders.network.Gru;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Scalar;

/** TimeGAN's discriminator: tells at every step whether the latents so far are of a member. */
final class Discriminator {
  private final Gru reader;
  private final Dense verdict;

  Discriminator(Layout layout, int latent, int statics, int hidden) {
    reader = new Gru(layout, latent + statics, hidden, 1);
    verdict = new Dense(layout, hidden, 1);
  }

  /**
   * Series as the discriminator sees them.
   *
   * @param latents [B, T, H]
   * @param statics [B, S]
   * @param present [B, T]
   */
  record Seen(NDArray latents, NDArray statics, NDArray present) {
    /** With noise of some standard deviation on the latents (arXiv 2512.00434). */
    Seen augmented(double noise) {
      return noise == 0
          ? this
          : new Seen(
              latents.add(
                  latents.getManager().randomNormal(latents.getShape()).mul(Scalar.of(noise))),
              statics,
              present);
    }
  }

  /** Logits of being a member, [B, T]. */
  NDArray logits(Leaves leaves, Seen seen) {
    NDArray fixed = seen.statics().expandDims(1).repeat(1, seen.latents().getShape().get(1));
    NDArray read = reader.apply(leaves, NDArrays.concat(new NDList(seen.latents(), fixed), 2));
    return verdict.apply(leaves, read).squeeze(2);
  }

  /**
   * Binary cross-entropy of each patient, [B] (loss L_U, equation 8).
   *
   * @param members whether they should be told to be
   */
  NDArray losses(Leaves leaves, Seen seen, boolean members) {
    NDArray logits = logits(leaves, seen);
    NDArray wrong = (members ? logits.neg() : logits).getNDArrayInternal().softPlus();
    return wrong.mul(seen.present()).sum(new int[] {1}).div(seen.present().sum(new int[] {1}));
  }
}
