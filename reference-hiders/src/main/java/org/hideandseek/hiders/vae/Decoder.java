package org.hideandseek.hiders.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Weights;
import org.hideandseek.hiders.scaling.Drift;

/**
 * Makes series of codes with a trained network, all patients of a batch step by step. Somebody else
 * decides what happens, given what the network holds for likely.
 */
final class Decoder {
  /** Padded steps that are decoded at a time. */
  private static final int MOST_STEPS = 100_000;

  /** How often a step is drawn anew at which nothing is measured, where members have none. */
  private static final int PATIENCE = 20;

  private final Session session;
  private final Members members;
  private final SeriesVae vae;
  private final Weights weights;
  private final int features;
  private final float[] measuredChain;
  private final float[] valueChain;

  Decoder(Session session, Members members, SeriesVae vae, Weights weights) {
    this.session = session;
    this.members = members;
    this.vae = vae;
    this.weights = weights;
    features = vae.channels().features();
    NDManager manager = session.manager();
    measuredChain = session.compute(() -> vae.measuredChain(weights.fixed(), manager));
    valueChain = session.compute(() -> vae.valueChain(weights.fixed(), manager));
  }

  /** Decides what happens to a patient. */
  interface Script {
    /** The score of the gap before a step. */
    float gap(int patient, int step, Mixture likely);

    /**
     * Whether a feature is measured.
     *
     * @param likely its probability
     */
    boolean measured(int patient, int step, int feature, double likely);

    /** The score of a number. */
    float number(Mixture likely);

    /**
     * A code.
     *
     * @param likely their probabilities
     */
    int code(double[] likely);
  }

  /**
   * A mixture of normal distributions.
   *
   * @param weights that sum to 1
   */
  record Mixture(double[] weights, double[] means, double[] deviations) {

    /** The mixture of numbers that the network gives out, moved by a shift. */
    static Mixture of(float[] said, int start, int parts, int number, double shift) {
      int mixed = SeriesVae.MIXED;
      double[] logits = new double[mixed];
      double[] means = new double[mixed];
      double[] deviations = new double[mixed];
      for (int k = 0; k < mixed; k++) {
        int at = start + number * mixed + k;
        logits[k] = said[at];
        means[k] = said[at + parts * mixed] + shift;
        deviations[k] = Math.exp(SeriesVae.logDeviation(said[at + 2 * parts * mixed]));
      }
      return new Mixture(softmax(logits), means, deviations);
    }

    double mean() {
      double mean = 0;
      for (int k = 0; k < weights.length; k++) {
        mean += weights[k] * means[k];
      }
      return mean;
    }
  }

  private static double[] softmax(double[] logits) {
    double most = Arrays.stream(logits).max().orElseThrow();
    double[] shares = Arrays.stream(logits).map(logit -> Math.exp(logit - most)).toArray();
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }

  /**
   * Makes series.
   *
   * @param lengths [N]
   * @param backgrounds [N][C]
   * @param codes [N][Z]
   * @param gaps what corrects the scores of gaps before they become times
   * @return the rows of their sheets
   */
  float[][] rows(int[] lengths, float[][] backgrounds, float[][] codes, Drift gaps, Script script) {
    float[][] rows = new float[lengths.length][];
    int start = 0;
    while (start < lengths.length) {
      int end = start + 1;
      int longest = lengths[start];
      while (end < lengths.length
          && (long) Math.max(longest, lengths[end]) * (end + 1 - start) <= MOST_STEPS) {
        longest = Math.max(longest, lengths[end++]);
      }
      new Walk(
              start,
              Arrays.copyOfRange(lengths, start, end),
              Arrays.copyOfRange(backgrounds, start, end),
              gaps,
              script)
          .through(Arrays.copyOfRange(codes, start, end), rows);
      start = end;
    }
    return rows;
  }

  /** Through some patients at once. */
  private final class Walk {
    private final int first;
    private final int[] lengths;
    private final float[][] backgrounds;
    private final Drift gaps;
    private final Script script;
    private final int width = members.sheet().width();
    private final int known = members.backgroundWidth();
    private final int before = Past.widthBefore(members.coding(), members.sheet());
    private final int after = Past.widthAfter(members.coding(), members.sheet());
    private final int decodedWidth = vae.size().decoded();

    Walk(int first, int[] lengths, float[][] backgrounds, Drift gaps, Script script) {
      this.first = first;
      this.lengths = lengths;
      this.backgrounds = backgrounds;
      this.gaps = gaps;
      this.script = script;
    }

    void through(float[][] codes, float[][] rows) {
      int size = lengths.length;
      float[] decoded = decoded(codes);
      int padded = decoded.length / size / decodedWidth;
      Past[] pasts = new Past[size];
      for (int i = 0; i < size; i++) {
        pasts[i] = new Past(members.coding(), members.sheet(), lengths[i]);
        rows[first + i] = new float[lengths[i] * width];
      }
      int longest = Arrays.stream(lengths).max().orElseThrow();
      for (int step = 0; step < longest; step++) {
        int now = step;
        int[] going = IntStream.range(0, size).filter(i -> lengths[i] > now).toArray();
        float[] states = new float[going.length * decodedWidth];
        for (int i = 0; i < going.length; i++) {
          int at = (going[i] * padded + step) * decodedWidth;
          System.arraycopy(decoded, at, states, i * decodedWidth, decodedWidth);
        }
        go(step, going, states, pasts, rows);
      }
    }

    private float[] decoded(float[][] codes) {
      int latent = vae.size().latent();
      float[] flat = new float[codes.length * latent];
      for (int i = 0; i < codes.length; i++) {
        System.arraycopy(codes[i], 0, flat, i * latent, latent);
      }
      NDManager manager = session.manager();
      return session.compute(
          () ->
              vae.decode(
                  weights.fixed(),
                  Frame.of(manager, lengths, backgrounds),
                  manager.create(flat, new Shape(codes.length, latent)),
                  0));
    }

    /** Takes one step with all who go on. */
    private void go(int step, int[] going, float[] states, Past[] pasts, float[][] rows) {
      int past = known + before;
      float[] early = new float[going.length * past];
      for (int i = 0; i < going.length; i++) {
        System.arraycopy(backgrounds[going[i]], 0, early, i * past, known);
        pasts[going[i]].before(early, i * past + known);
      }
      double[] times =
          step == 0 ? new double[going.length] : times(step, going, states, early, pasts, rows);
      float[] late = new float[going.length * (past + after)];
      for (int i = 0; i < going.length; i++) {
        int at = i * (past + after);
        System.arraycopy(early, i * past, late, at, past);
        float score = rows[first + going[i]][step * width];
        pasts[going[i]].after(score, times[i], late, at + past);
      }
      float[] which = measured(step, going, states, late, rows);
      values(step, going, states, late, which, rows);
      for (int i = 0; i < going.length; i++) {
        pasts[going[i]].remember(rows[first + going[i]], step * width, times[i]);
      }
    }

    private NDArray array(float[] rows, int size) {
      return session.manager().create(rows, new Shape(size, rows.length / size));
    }

    private double[] times(
        int step, int[] going, float[] states, float[] early, Past[] pasts, float[][] rows) {
      int size = going.length;
      float[] said =
          session.compute(
              () -> vae.gap(weights.fixed(), array(states, size), array(early, size), 0));
      double[] times = new double[size];
      double horizon = members.coding().schema().horizon();
      for (int i = 0; i < size; i++) {
        Mixture likely = Mixture.of(said, i * 3 * SeriesVae.MIXED, 1, 0, 0);
        float score = script.gap(first + going[i], step, likely);
        rows[first + going[i]][step * width] = score;
        double time = pasts[going[i]].time();
        double gap = members.coding().gap().value(gaps.corrected(score));
        times[i] = Math.max(time, Math.min(horizon, time + gap));
      }
      return times;
    }

    private float[] measured(int step, int[] going, float[] states, float[] late, float[][] rows) {
      int size = going.length;
      float[] logits =
          session.compute(
              () -> vae.measured(weights.fixed(), array(states, size), array(late, size), 0));
      float[] which = new float[logits.length];
      for (int i = 0; i < size; i++) {
        boolean nothing = true;
        for (int tries = 0; nothing && tries < PATIENCE; tries++) {
          nothing = !measured(first + going[i], step, logits, which, i * features);
          nothing &= !members.coding().everEmpty();
        }
        System.arraycopy(
            which,
            i * features,
            rows[first + going[i]],
            step * width + members.sheet().measured(0),
            features);
      }
      return which;
    }

    /** Draws what is measured; says whether anything is. */
    private boolean measured(int patient, int step, float[] logits, float[] which, int start) {
      boolean any = false;
      for (int f = 0; f < features; f++) {
        double logit = logits[start + f];
        for (int g = 0; g < f; g++) {
          logit += which[start + g] * measuredChain[g * features + f];
        }
        boolean measured = script.measured(patient, step, f, 1 / (1 + Math.exp(-logit)));
        which[start + f] = measured ? 1 : 0;
        any |= measured;
      }
      return any;
    }

    private void values(
        int step, int[] going, float[] states, float[] late, float[] which, float[][] rows) {
      int size = going.length;
      float[] said =
          session.compute(
              () ->
                  vae.values(
                      weights.fixed(),
                      array(states, size),
                      array(late, size),
                      array(which, size),
                      0));
      int each = said.length / size;
      int[] numbers = vae.channels().numbers();
      int[] codes = vae.channels().codes();
      int[] rank = new int[features];
      for (int i = 0; i < numbers.length; i++) {
        rank[numbers[i]] = i;
      }
      for (int i = 0; i < codes.length; i++) {
        rank[codes[i]] = i;
      }
      for (int i = 0; i < size; i++) {
        float[] own = rows[first + going[i]];
        int row = step * width;
        for (int f = 0; f < features; f++) {
          if (which[i * features + f] == 1) {
            if (members.coding().numeric(f)) {
              Mixture likely =
                  Mixture.of(said, i * each, numbers.length, rank[f], shift(own, row, f, 0));
              own[row + members.sheet().value(f)] = script.number(likely);
            } else {
              double[] logits = new double[members.sheet().channels(f)];
              int at =
                  i * each
                      + 3 * SeriesVae.MIXED * numbers.length
                      + rank[f] * vae.channels().mostCodes();
              for (int code = 0; code < logits.length; code++) {
                logits[code] = said[at + code] + shift(own, row, f, code);
              }
              own[row + members.sheet().value(f) + script.code(softmax(logits))] = 1;
            }
          }
        }
      }
    }

    /** What the values so far add to a channel. */
    private double shift(float[] own, int row, int feature, int channel) {
      int start = members.sheet().value(0);
      int width = members.sheet().width() - start;
      int end = members.sheet().value(feature) - start;
      double shift = 0;
      for (int before = 0; before < end; before++) {
        shift += own[row + start + before] * valueChain[before * width + end + channel];
      }
      return shift;
    }
  }
}
