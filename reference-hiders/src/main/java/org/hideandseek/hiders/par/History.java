package org.hideandseek.hiders.par;

import java.util.Arrays;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Regressors;

/**
 * What is known of a patient by some step, as the network sees it: the statics, the time, and for
 * every feature its last value, the mean of its values so far, whether it was measured now or ever,
 * how often, and how long ago.
 */
final class History {
  private final Coding coding;
  private final double[] statics;
  private final double[][] last;
  private final double[][] previous;
  private final double[][] sum;
  private final int[] count;
  private final double[] lastTime;
  private final boolean[] measured;
  private int steps;
  private double time;
  private double gapScore;
  private double gapSum;

  /**
   * Nothing but the statics.
   *
   * @param statics as the copula codes them
   */
  History(Coding coding, double[] statics) {
    this.coding = coding;
    this.statics = statics;
    int features = coding.schema().featureCount();
    last = new double[features][];
    previous = new double[features][];
    sum = new double[features][];
    for (int f = 0; f < features; f++) {
      last[f] = new double[coding.channels(f)];
      previous[f] = new double[coding.channels(f)];
      sum[f] = new double[coding.channels(f)];
    }
    count = new int[features];
    lastTime = new double[features];
    measured = new boolean[features];
  }

  /** The numbers that {@link #known} gives. */
  static int width(Coding coding, int statics) {
    int width = 4 + statics;
    for (int f = 0; f < coding.schema().featureCount(); f++) {
      width += 4 + 3 * coding.channels(f);
    }
    return width;
  }

  /** The number of steps so far. */
  int steps() {
    return steps;
  }

  /** The time of the last step. */
  double time() {
    return time;
  }

  /** Opens the next step. */
  void step(double at, double score) {
    if (steps > 0) {
      gapScore = score;
      gapSum += score;
    }
    time = at;
    steps++;
    Arrays.fill(measured, false);
  }

  /** A value at the step that is open. */
  void measure(int feature, double[] channels) {
    measured[feature] = true;
    previous[feature] = last[feature];
    last[feature] = channels;
    count[feature]++;
    lastTime[feature] = time;
    for (int i = 0; i < channels.length; i++) {
      sum[feature][i] += channels[i];
    }
  }

  /** Adds all that is known. */
  void known(Regressors row) {
    row.addAll(statics)
        .add(Math.log1p(steps) / 2)
        .add(gapScore)
        .add(gapSum / Math.max(1, steps - 1))
        .add(Math.log1p(time / coding.typicalGap()) / 2);
    for (int f = 0; f < last.length; f++) {
      boolean known = count[f] > 0;
      row.add(measured[f] ? 1 : 0)
          .add(known ? 1 : 0)
          .add(known ? Math.log1p((time - lastTime[f]) / coding.typicalGap()) : 0)
          .add(Math.log1p(count[f]) / 2)
          .addAll(last[f])
          .addAll(previous[f]);
      for (double channel : sum[f]) {
        row.add(channel / Math.max(1, count[f]));
      }
    }
  }
}
