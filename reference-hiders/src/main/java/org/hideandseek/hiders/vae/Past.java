package org.hideandseek.hiders.vae;

import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Sheet;

/**
 * What a patient's next step is conditioned on besides the latent code: the last value of every
 * feature and how old it is. It is written twice, before the time to the step is known and after.
 */
final class Past {
  /** In typical gaps, the times in which the weight of a last value falls by e. */
  private static final double[] DECAYS = {1, 6};

  private final Coding coding;
  private final Sheet sheet;
  private final int length;
  private final int features;
  private final float[] last;
  private final boolean[] known;
  private final boolean[] measured;
  private final double[] lastTime;
  private float gapScore;
  private double time;
  private int step;

  /** Of a patient who will have some steps and has none yet. */
  Past(Coding coding, Sheet sheet, int length) {
    this.coding = coding;
    this.sheet = sheet;
    this.length = length;
    features = coding.schema().featureCount();
    last = new float[sheet.width() - sheet.value(0)];
    known = new boolean[features];
    measured = new boolean[features];
    lastTime = new double[features];
  }

  /** Numbers that are known before the time of a step. */
  static int widthBefore(Coding coding, Sheet sheet) {
    return sheet.width() - sheet.value(0) + 3 * coding.schema().featureCount() + 7;
  }

  /** Numbers that come with the time of a step. */
  static int widthAfter(Coding coding, Sheet sheet) {
    return DECAYS.length * (sheet.width() - sheet.value(0)) + coding.schema().featureCount() + 2;
  }

  double time() {
    return time;
  }

  void before(float[] to, int start) {
    int at = start;
    System.arraycopy(last, 0, to, at, last.length);
    at += last.length;
    for (int f = 0; f < features; f++) {
      to[at++] = known[f] ? 1 : 0;
      to[at++] = measured[f] ? 1 : 0;
      to[at++] = known[f] ? (float) logAge(f, time) : 0;
    }
    to[at++] = gapScore;
    to[at++] = step == 0 ? 1 : 0;
    to[at++] = step == 1 ? 1 : 0;
    to[at++] = length > 1 ? (float) step / (length - 1) : 0;
    to[at++] = 1f / (length - step);
    to[at++] = (float) Math.log1p(step);
    to[at] = (float) Math.log1p(time / coding.typicalGap());
  }

  /**
   * What is known with the time.
   *
   * @param score of the gap before this step, 0 at the first
   * @param now the time of this step
   */
  void after(float score, double now, float[] to, int start) {
    int at = start;
    for (int f = 0; f < features; f++) {
      to[at++] = known[f] ? (float) logAge(f, now) : 0;
      int first = sheet.value(f) - sheet.value(0);
      for (double decay : DECAYS) {
        double weight = Math.exp((lastTime[f] - now) / (decay * coding.typicalGap()));
        for (int channel = first; channel < first + sheet.channels(f); channel++) {
          to[at++] = (float) (weight * last[channel]);
        }
      }
    }
    to[at++] = score;
    to[at] = score * score;
  }

  private double logAge(int feature, double now) {
    return Math.log1p((now - lastTime[feature]) / coding.typicalGap());
  }

  /**
   * Goes on to the next step.
   *
   * @param rows of a {@link Sheet}
   * @param row where this step begins
   * @param now its time
   */
  void remember(float[] rows, int row, double now) {
    for (int f = 0; f < features; f++) {
      measured[f] = rows[row + sheet.measured(f)] > 0.5;
      if (measured[f]) {
        known[f] = true;
        lastTime[f] = now;
        System.arraycopy(
            rows, row + sheet.value(f), last, sheet.value(f) - sheet.value(0), sheet.channels(f));
      }
    }
    gapScore = rows[row];
    time = now;
    step++;
  }
}
