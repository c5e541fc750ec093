package org.hideandseek.hiders.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.hideandseek.hiders.network.Dense;
import org.hideandseek.hiders.network.Gru;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;

/**
 * Guesses what a noisy series was: of numbers the velocity, from which the number and the noise
 * follow (Salimans and Ho, arXiv 2202.00512), of codes their logits. Recurrent layers read the
 * series in both directions, with residual layers on top. Every layer is scaled and shifted by what
 * the time of the diffusion and the patient's context call for (Perez et al., arXiv 1709.07871).
 * Beside a channel the network sees the same channel where it was last there and where it is next
 * there, which may be many steps away.
 */
final class Denoiser {
  private static final int WAVES = 8;

  private final Layout layout = new Layout();
  private final Dense read;
  private final Dense embed;
  private final List<Block> blocks = new ArrayList<>();
  private final Dense last;

  /**
   * A network.
   *
   * @param channels C, what is diffused
   * @param known D, what is known of each step
   * @param context K, what is known of the patient
   * @param hidden even
   * @param depth how many blocks
   */
  Denoiser(int channels, int known, int context, int hidden, int depth) {
    read = new Dense(layout, 6 * channels + known + 1, hidden);
    embed = new Dense(layout, 2 * WAVES + 1 + context, hidden);
    for (int i = 0; i < depth; i++) {
      blocks.add(new Block(layout, hidden, i % 2 == 0));
    }
    last = new Dense(layout, hidden, channels);
  }

  Layout layout() {
    return layout;
  }

  /** A residual layer. */
  private static final class Block {
    private final Dense condition;
    private final boolean recurrent;
    private final List<Gru> gru = new ArrayList<>();
    private final Dense wide;
    private final Dense narrow;

    Block(Layout layout, int hidden, boolean recurrent) {
      this.recurrent = recurrent;
      condition = new Dense(layout, hidden, 2 * hidden);
      if (recurrent) {
        gru.add(new Gru(layout, hidden, hidden / 2, 1, true));
      }
      wide = new Dense(layout, hidden, 2 * hidden);
      narrow = new Dense(layout, 2 * hidden, hidden);
    }

    NDArray apply(Leaves leaves, NDArray in, NDArray embedded) {
      NDList parts = condition.apply(leaves, embedded).split(2, 2);
      NDArray conditioned = in.mul(parts.get(0).add(1)).add(parts.get(1));
      NDArray mixed = recurrent ? in.add(gru.get(0).apply(leaves, conditioned)) : conditioned;
      NDArray raised = wide.apply(leaves, mixed).getNDArrayInternal().gelu();
      return (recurrent ? mixed : in).add(narrow.apply(leaves, raised));
    }
  }

  /**
   * The guess.
   *
   * @param noisy [B, T, C]; anything where nothing is there, 0 where a code is hidden
   * @param times [B, 1, 1] times of the diffusion
   * @return [B, T, C]
   */
  NDArray guess(Leaves leaves, Batch batch, NDArray noisy, NDArray times) {
    Shape shape = noisy.getShape();
    NDArray seen = noisy.mul(batch.there());
    NDArray none = seen.getManager().zeros(new Shape(shape.get(0), 1, shape.get(2)));
    NDList sides =
        NDArrays.concat(new NDList(seen, none), 1).gather(batch.neighbours(), 1).split(2, 1);
    NDArray counts = batch.there().sum(new int[] {1}, true);
    NDArray means = seen.sum(new int[] {1}, true).div(counts.add(1));
    NDArray overall =
        NDArrays.concat(new NDList(means, means.mul(counts.sqrt())), 2)
            .broadcast(new Shape(shape.get(0), shape.get(1), 2 * shape.get(2)));
    NDArray in =
        NDArrays.concat(
            new NDList(seen, batch.there(), sides.get(0), sides.get(1), overall, batch.known()), 2);
    NDArray angles = times.mul(frequencies(times));
    NDArray embedded =
        embed
            .apply(
                leaves,
                NDArrays.concat(
                    new NDList(times.sub(0.5), angles.sin(), angles.cos(), batch.context()), 2))
            .getNDArrayInternal()
            .gelu();
    NDArray state = read.apply(leaves, in);
    for (Block block : blocks) {
      state = block.apply(leaves, state, embedded);
    }
    return last.apply(leaves, state.getNDArrayInternal().gelu());
  }

  private static NDArray frequencies(NDArray times) {
    float[] frequencies = new float[WAVES];
    for (int i = 0; i < WAVES; i++) {
      frequencies[i] = (float) (Math.PI * Math.pow(2, 0.75 * i));
    }
    return times.getManager().create(frequencies, new Shape(1, 1, WAVES));
  }
}
