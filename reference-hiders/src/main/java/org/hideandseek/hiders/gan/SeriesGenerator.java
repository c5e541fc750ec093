package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hideandseek.hiders.network.Chain;
import org.hideandseek.hiders.network.Dense;
import org.hideandseek.hiders.network.Gru;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Scalar;

/**
 * Makes a whole patient of noise, as DoppelGANger does (Lin et al., IMC 2020): first the
 * attributes, which are the statics and the level and the spread of each feature, then a series
 * that a recurrent network with these attributes in sight emits several steps at a time, each with
 * a flag that says whether it is the last.
 */
final class SeriesGenerator {
  private static final float REACH_OF_NUMBERS = 2;
  private static final float REACH_OF_CODES = 6;

  /** How much of a level is noise of its own at first: what lasts is hard to come by later. */
  private static final float START_OF_LEVELS = 0.4f;

  private final Channels channels;
  private final Attributes attributes;
  private final SplittableRandom random;
  private final int noise;
  private final int chunk;
  private final int chunks;
  private final int longest;
  private final int emitted;
  private final float[] likely;
  private final Dense opening;
  private final Dense middle;
  private final Dense statics;
  private final Dense scaling;
  private final Gru series;
  private final Dense step;
  private final Chain chain;

  /**
   * How large it is.
   *
   * @param statics S
   * @param hidden units of a layer
   * @param noise channels of noise
   * @param steps of the longest series
   * @param chunk steps that are emitted at a time
   * @param typicalSteps of a member, where the flag of the end begins
   */
  record Sizes(int statics, int hidden, int noise, int steps, int chunk, double typicalSteps) {}

  SeriesGenerator(
      Layout layout,
      Channels channels,
      Attributes attributes,
      Sizes sizes,
      SplittableRandom random) {
    this.channels = channels;
    this.attributes = attributes;
    this.random = random;
    noise = sizes.noise();
    chunk = sizes.chunk();
    longest = sizes.steps();
    chunks = (sizes.steps() + chunk - 1) / chunk;
    int hidden = sizes.hidden();
    emitted = 1 + channels.row();
    likely = new float[emitted];
    likely[0] = (float) Attributes.logit(Math.min(0.5, 1 / sizes.typicalSteps()));
    for (int f = 0; f < channels.features(); f++) {
      likely[2 + f] = (float) Attributes.logit(channels.measured(f));
    }
    opening = new Dense(layout, noise, hidden);
    middle = new Dense(layout, hidden, hidden);
    statics = new Dense(layout, hidden, Math.max(1, attributes.width()));
    scaling = new Dense(layout, hidden + channels.values(), scales());
    series = new Gru(layout, noise + hidden + sizes.statics() + scales(), hidden, 1);
    step = new Dense(layout, hidden, chunk * emitted);
    chain = new Chain(layout, channels.features());
  }

  /** Levels and spreads of values, and how often each feature is measured. */
  private int scales() {
    return 2 * channels.values() + channels.features();
  }

  /** [1, 1, V] how far levels reach. */
  private NDArray reach(NDManager manager) {
    float[] reach = new float[channels.values()];
    Arrays.fill(reach, REACH_OF_CODES);
    for (int f = 0; f < channels.features(); f++) {
      if (channels.numeric(f)) {
        reach[channels.value(f)] = REACH_OF_NUMBERS;
      }
    }
    return manager.create(reach, new Shape(1, 1, reach.length));
  }

  /**
   * Makes patients.
   *
   * @return series, padded to the longest
   */
  Made make(NDManager manager, Leaves leaves, int patients) {
    NDArray first = opening.apply(leaves, manager.randomNormal(new Shape(patients, 1, noise)));
    NDArray hidden = middle.apply(leaves, first.getNDArrayInternal().gelu());
    hidden = hidden.getNDArrayInternal().gelu().add(first);
    NDArray fixed = attributes.drawn(statics.apply(leaves, hidden).squeeze(1));
    NDArray own = manager.randomNormal(new Shape(patients, 1, channels.values()));
    NDArray scales =
        scaling
            .apply(leaves, NDArrays.concat(new NDList(hidden, own), 2))
            .add(
                NDArrays.concat(
                    new NDList(
                        own.mul(Scalar.of(START_OF_LEVELS)),
                        manager.zeros(new Shape(patients, 1, scales() - channels.values()))),
                    2));
    NDArray seen =
        NDArrays.concat(new NDList(hidden, fixed.expandDims(1), scales), 2).repeat(1, chunks);
    NDArray moving = manager.randomNormal(new Shape(patients, chunks, noise));
    NDArray states = series.apply(leaves, NDArrays.concat(new NDList(moving, seen), 2));
    int steps = chunks * chunk;
    NDArray all =
        step.apply(leaves, states)
            .reshape(patients, steps, emitted)
            .add(manager.create(likely, new Shape(1, 1, emitted)));
    NDList parts = all.split(new long[] {1, 2, 2L + channels.features()}, 2);
    int[] lengths = new int[patients];
    NDArray present = present(parts.get(0), lengths);
    int most = Arrays.stream(lengths).max().orElseThrow();
    String until = ":, :" + most;
    present = present.get(until);
    NDArray later = later(manager, most);
    NDArray gap = parts.get(1).get(until).mul(later);
    long width = channels.values();
    NDList scale = scales.split(new long[] {width, 2 * width}, 2);
    NDArray often = scale.get(2).mul(Scalar.of(REACH_OF_NUMBERS));
    NDArray measured = measured(leaves, parts.get(2).get(until).add(often));
    NDArray values =
        parts.get(3).get(until).mul(scale.get(1).exp()).add(scale.get(0).mul(reach(manager)));
    values = channels.coded(values).mul(measured.matMul(channels.owners(manager)));
    NDArray rows = NDArrays.concat(new NDList(gap, measured, values), 2).mul(present.expandDims(2));
    return new Made(rows, channels.carry(rows), fixed, present, lengths);
  }

  /** [1, T, 1] 1 but at the first step. */
  private static NDArray later(NDManager manager, int steps) {
    float[] later = new float[steps];
    Arrays.fill(later, 1, steps, 1);
    return manager.create(later, new Shape(1, steps, 1));
  }

  /**
   * [B, T] 1 until the first flag that is set, with the gradients of the chance of getting so far.
   */
  private NDArray present(NDArray flags, int[] lengths) {
    int patients = lengths.length;
    int steps = chunks * chunk;
    NDArray logits = flags.squeeze(2);
    float[] numbers = logits.toFloatArray();
    float[] present = new float[patients * steps];
    for (int i = 0; i < patients; i++) {
      boolean ended = false;
      for (int step = 0; step < longest && !ended; step++) {
        present[i * steps + step] = 1;
        lengths[i]++;
        ended = random.nextDouble() < 1 / (1 + Math.exp(-numbers[i * steps + step]));
      }
    }
    NDArray log = logits.getNDArrayInternal().softPlus().neg().cumSum(1);
    NDArray first = log.get(":, :1").mul(Scalar.of(0));
    NDArray soft = NDArrays.concat(new NDList(first, log.get(":, :" + (steps - 1))), 1).exp();
    NDArray drawn = flags.getManager().create(present, new Shape(patients, steps));
    return Draws.straight(drawn, soft);
  }

  private NDArray measured(Leaves leaves, NDArray logits) {
    Chain.Drawing drawing = chain.drawing(leaves);
    float[] numbers = logits.toFloatArray();
    float[] drawn = new float[numbers.length];
    for (int at = 0; at < numbers.length; at += channels.features()) {
      drawing.draw(numbers, at, drawn, at, random);
    }
    NDArray bits = logits.getManager().create(drawn, logits.getShape());
    return Draws.straight(bits, chain.apply(leaves, logits, bits).getNDArrayInternal().sigmoid());
  }
}
