package org.hideandseek.scoring.utility;

/**
 * Location and scale of a numeric variable in the members, after moving the outermost 0.5 % on each
 * side to the quantile there, so that a few errors of measurement don't decide moments.
 *
 * @param low 0.5 % quantile
 * @param high 99.5 % quantile
 * @param mean of the clipped values
 * @param deviation of the clipped values; 1 where that is 0
 */
record Clip(double low, double high, double mean, double deviation) {

  static final Clip NONE = new Clip(-1, 1, 0, 1);

  static Clip of(Sample sample) {
    if (sample.isEmpty()) {
      return NONE;
    }
    double low = sample.quantile(0.005);
    double high = sample.quantile(0.995);
    double[] moments = sample.clippedMoments(low, high);
    return new Clip(low, high, moments[0], moments[1] > 0 ? moments[1] : 1);
  }

  double standardised(double value) {
    return (Math.min(high, Math.max(low, value)) - mean) / deviation;
  }
}
