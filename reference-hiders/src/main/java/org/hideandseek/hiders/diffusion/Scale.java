package org.hideandseek.hiders.diffusion;

import java.util.List;

/**
 * Makes channels standard: mean 0 and variance 1 over where they are there.
 *
 * @param means [C]
 * @param deviations [C]; 1 for what never varies
 */
record Scale(double[] means, double[] deviations) {

  /** Channels of series before they are standardised, as {@link Example} has them. */
  record Raw(float[] channels, float[] there) {}

  static Scale of(int width, List<Raw> series) {
    double[] counts = new double[width];
    double[] sums = new double[width];
    double[] squares = new double[width];
    for (Raw raw : series) {
      for (int cell = 0; cell < raw.there().length; cell++) {
        int c = cell % width;
        counts[c] += raw.there()[cell];
        sums[c] += raw.there()[cell] * raw.channels()[cell];
        squares[c] += raw.there()[cell] * raw.channels()[cell] * raw.channels()[cell];
      }
    }
    double[] means = new double[width];
    double[] deviations = new double[width];
    for (int c = 0; c < width; c++) {
      means[c] = sums[c] / Math.max(1, counts[c]);
      double variance = squares[c] / Math.max(1, counts[c]) - means[c] * means[c];
      deviations[c] = variance > 1e-6 ? Math.sqrt(variance) : 1;
    }
    return new Scale(means, deviations);
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

  double raw(int channel, double standardised) {
    return means[channel] + deviations[channel] * standardised;
  }
}
