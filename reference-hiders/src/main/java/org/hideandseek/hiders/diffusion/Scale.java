package org.hideandseek.hiders.diffusion;

import java.util.Arrays;
import java.util.List;

/**
 * Makes the channels of numbers standard: mean 0 and variance 1 over where they are there.
 *
 * @param means [C]; 0 for codes
 * @param deviations [C]; 1 for codes and for what never varies
 * @param counts [C] how often a channel is there in a series, in the mean
 */
record Scale(double[] means, double[] deviations, double[] counts) {

  /**
   * Channels of a series before they are standardised.
   *
   * @param channels [n * C]
   * @param there [n * C] 1 where a channel is there, else 0
   */
  record Raw(float[] channels, float[] there) {}

  static Scale of(Channels channels, List<Raw> series) {
    int width = channels.width();
    double[] counts = new double[width];
    double[] means = new double[width];
    double[] deviations = new double[width];
    double[] squares = new double[width];
    for (Raw raw : series) {
      for (int cell = 0; cell < raw.there().length; cell++) {
        int c = cell % width;
        double value = raw.there()[cell] * raw.channels()[cell];
        counts[c] += raw.there()[cell];
        means[c] += value;
        squares[c] += value * value;
      }
    }
    Arrays.fill(deviations, 1);
    for (int c = 0; c < width; c++) {
      double count = Math.max(1, counts[c]);
      means[c] = channels.isNumber(c) ? means[c] / count : 0;
      double variance = squares[c] / count - means[c] * means[c];
      if (channels.isNumber(c) && variance > 1e-6) {
        deviations[c] = Math.sqrt(variance);
      }
      counts[c] /= series.size();
    }
    return new Scale(means, deviations, counts);
  }

  /** Standardised, 0 where nothing is there. */
  float[] standardised(Raw raw) {
    float[] standardised = new float[raw.channels().length];
    for (int cell = 0; cell < standardised.length; cell++) {
      int c = cell % means.length;
      standardised[cell] =
          (float) (raw.there()[cell] * (raw.channels()[cell] - means[c]) / deviations[c]);
    }
    return standardised;
  }

  float raw(int channel, double standardised) {
    return (float) (means[channel] + deviations[channel] * standardised);
  }
}
