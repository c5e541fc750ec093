package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.hideandseek.hiders.network.Dense;
import org.hideandseek.hiders.network.Gru;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;

/** TimeGAN's discriminator: tells at every step whether the latents so far are of a member. */
final class Discriminator {
  private final Gru reader;
  private final Dense verdict;

  Discriminator(Layout layout, int latent, int statics, int hidden) {
    reader = new Gru(layout, latent + statics, hidden, 1);
    verdict = new Dense(layout, hidden, 1);
  }

  /**
   * Logits of being a member.
   *
   * @param latents [B, T, H]
   * @param statics [B, S]
   * @param noise standard deviation of the noise that is put on the latents (arXiv 2512.00434)
   * @return [B, T]
   */
  NDArray logits(Leaves leaves, NDArray latents, NDArray statics, double noise) {
    NDArray seen =
        noise == 0
            ? latents
            : latents.add(latents.getManager().randomNormal(latents.getShape()).mul(noise));
    NDArray fixed = statics.expandDims(1).repeat(1, latents.getShape().get(1));
    NDArray read = reader.apply(leaves, NDArrays.concat(new NDList(seen, fixed), 2));
    return verdict.apply(leaves, read).squeeze(2);
  }

  /**
   * Binary cross-entropy of each patient, [B] (loss L_U, equation 8).
   *
   * @param members whether they are
   * @param present [B, T]
   */
  NDArray losses(
      Leaves leaves,
      NDArray latents,
      NDArray statics,
      NDArray present,
      double noise,
      boolean members) {
    NDArray logits = logits(leaves, latents, statics, noise);
    NDArray wrong = (members ? logits.neg() : logits).getNDArrayInternal().softPlus();
    return wrong.mul(present).sum(new int[] {1}).div(present.sum(new int[] {1}));
  }
}
