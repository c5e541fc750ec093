package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hideandseek.hiders.network.Chain;
import org.hideandseek.hiders.network.Gru;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Scalar;

/**
 * Lets a generator go on from what it made itself. Bits are drawn outside of the engine; their
 * gradients go straight through to the probabilities.
 */
final class Rollout {
  private final Channels channels;
  private final Autoencoder autoencoder;
  private final Generator generator;
  private final SplittableRandom random;

  /**
   * What was made.
   *
   * @param latents [B, T, H]
   */
  record Rolled(Made made, NDArray latents) {
    Discriminator.Seen seen() {
      return new Discriminator.Seen(latents, made.statics(), made.present());
    }
  }

  Rollout(
      Channels channels, Autoencoder autoencoder, Generator generator, SplittableRandom random) {
    this.channels = channels;
    this.autoencoder = autoencoder;
    this.generator = generator;
    this.random = random;
  }

  /**
   * Makes series.
   *
   * @param encoder leaves of the autoencoder
   * @param leaves of the generator
   * @param background [B][S]
   * @param most steps
   */
  Rolled make(NDManager manager, Leaves encoder, Leaves leaves, float[][] background, int most) {
    int patients = background.length;
    NDArray fixed = manager.create(background);
    NDArray statics = fixed.expandDims(1);
    Courses courses = new Courses(patients, generator.chain().drawing(leaves));
    Channels.Carried carried = channels.new Carried(manager, patients);
    NDArray seen = manager.zeros(new Shape(patients, 1, channels.carried()));
    NDArray owners = channels.owners(manager);
    Gru.States read = null;
    NDArray told = generator.start(statics);
    NDList rows = new NDList();
    NDList latents = new NDList();
    NDList memory = new NDList(seen);
    for (int step = 0; step < most; step++) {
      NDArray latent =
          read == null ? manager.zeros(new Shape(patients, 1, generator.latent())) : read.all();
      Gru.States said = generator.supervise(leaves, latent, seen, statics, told);
      told = said.last();
      NDArray gap = generator.gaps(leaves, said.all());
      if (step == 0) {
        gap = gap.mul(Scalar.of(0));
      }
      NDArray logits = generator.measured(leaves, said.all(), gap);
      NDArray ends = generator.ends(leaves, said.all());
      courses.step(NDArrays.concat(new NDList(ends, gap, logits), 2).toFloatArray());
      if (courses.allEnded()) {
        break;
      }
      NDArray drawn = courses.measured(manager);
      NDArray likely =
          generator.chain().apply(leaves, logits, drawn).getNDArrayInternal().sigmoid();
      NDArray measured = Draws.straight(drawn, likely);
      NDArray made =
          autoencoder.recover(encoder, generator.latents(leaves, said.all(), gap, measured));
      NDArray values = channels.coded(made.get(":, :, " + (1 + channels.features()) + ":"));
      values = values.mul(measured.matMul(owners));
      NDArray row = NDArrays.concat(new NDList(gap, measured, values), 2);
      read = autoencoder.embed(encoder, row, read == null ? autoencoder.start(row) : read.last());
      carried.take(measured, values);
      seen = carried.seen(courses.clock(manager));
      rows.add(row);
      latents.add(read.all());
      memory.add(seen);
    }
    int steps = rows.size();
    return new Rolled(
        new Made(
            NDArrays.concat(rows, 1),
            NDArrays.concat(memory, 1),
            fixed,
            courses.present(manager, steps),
            courses.lengths(steps)),
        NDArrays.concat(latents, 1));
  }

  /** What is decided outside of the engine. */
  private final class Courses {
    private final Chain.Drawing chain;
    private final int[] length;
    private final boolean[] ended;
    private final double[] time;
    private final float[] drawn;
    private int steps;

    Courses(int patients, Chain.Drawing chain) {
      this.chain = chain;
      length = new int[patients];
      ended = new boolean[patients];
      time = new double[patients];
      drawn = new float[patients * channels.features()];
    }

    /** Decides a step, of logits of having ended, scores of gaps, and logits of bits. */
    void step(float[] numbers) {
      int features = channels.features();
      for (int i = 0; i < length.length; i++) {
        int at = i * (2 + features);
        boolean ends = random.nextDouble() < 1 / (1 + Math.exp(-numbers[at]));
        ended[i] |= steps > 0 && ends;
        length[i] += ended[i] ? 0 : 1;
        if (steps > 0) {
          time[i] = channels.timeAfter(time[i], numbers[at + 1]);
        }
        draw(numbers, at + 2, i * features);
      }
      steps++;
    }

    private void draw(float[] numbers, int from, int to) {
      boolean none = true;
      for (int tries = 0; tries < 20 && none; tries++) {
        chain.draw(numbers, from, drawn, to, random);
        none = !channels.everEmpty();
        for (int f = 0; f < channels.features(); f++) {
          none &= drawn[to + f] == 0;
        }
      }
    }

    boolean allEnded() {
      for (boolean one : ended) {
        if (!one) {
          return false;
        }
      }
      return true;
    }

    NDArray measured(NDManager manager) {
      return manager.create(drawn, new Shape(length.length, 1, channels.features()));
    }

    NDArray clock(NDManager manager) {
      float[] clock = new float[2 * length.length];
      for (int i = 0; i < length.length; i++) {
        clock[2 * i] = channels.passed(time[i]);
        clock[2 * i + 1] = Channels.taken(steps);
      }
      return manager.create(clock, new Shape(length.length, 1, 2));
    }

    int[] lengths(int most) {
      return Arrays.stream(length).map(one -> Math.min(one, most)).toArray();
    }

    NDArray present(NDManager manager, int most) {
      float[] present = new float[length.length * most];
      for (int i = 0; i < length.length; i++) {
        Arrays.fill(present, i * most, i * most + Math.min(most, length[i]), 1);
      }
      return manager.create(present, new Shape(length.length, most));
    }
  }
}
