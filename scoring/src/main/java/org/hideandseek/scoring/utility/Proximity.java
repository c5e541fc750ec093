package org.hideandseek.scoring.utility;

import java.util.OptionalDouble;

/** What distances to nearest neighbours tell. */
final class Proximity {
  private Proximity() {}

  /**
   * Share of points that are not closer to their nearest real point than that is to the nearest
   * other real one: mean of {@code 1{d(s, i*) > d(i*, nearest other real)}} (Alaa et al., ICML
   * 2022, arXiv 2102.08921). Indexed by i*, which the published code is not.
   *
   * @param toReal nearest real point of each point
   * @param amongReal nearest other real point of each real one
   */
  static OptionalDouble authenticity(Neighbours toReal, Neighbours amongReal) {
    int n = toReal.index().length;
    if (n == 0 || amongReal.index().length < 2) {
      return OptionalDouble.empty();
    }
    int authentic = 0;
    for (int j = 0; j < n; j++) {
      int nearest = toReal.index()[j];
      if (nearest < 0 || toReal.distance()[j] > amongReal.distance()[nearest]) {
        authentic++;
      }
    }
    return OptionalDouble.of((double) authentic / n);
  }

  /**
   * Nearest-neighbour adversarial accuracy: {@code (mean 1{d_TS > d_TT} + mean 1{d_ST > d_SS}) / 2}
   * (Yale et al., Neurocomputing 2020;416:244-255). About 0.5 for two samples of one population, 0
   * for a copy, 1 for what has nothing to do with each other.
   */
  static OptionalDouble adversarialAccuracy(
      Neighbours realToSynthetic,
      Neighbours amongReal,
      Neighbours syntheticToReal,
      Neighbours amongSynthetic) {
    if (amongReal.index().length < 2 || amongSynthetic.index().length < 2) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        (shareFarther(realToSynthetic, amongReal) + shareFarther(syntheticToReal, amongSynthetic))
            / 2);
  }

  private static double shareFarther(Neighbours across, Neighbours among) {
    int farther = 0;
    for (int i = 0; i < across.distance().length; i++) {
      farther += across.distance()[i] > among.distance()[i] ? 1 : 0;
    }
    return (double) farther / across.distance().length;
  }

  /**
   * Share of synthetic points that are closer to the training than to the holdout points (of as
   * many), ties counting half; 0.5 is expected of what has seen neither.
   */
  static OptionalDouble closerShare(Neighbours toTraining, Neighbours toHoldout) {
    int n = toTraining.distance().length;
    if (n == 0) {
      return OptionalDouble.empty();
    }
    double closer = 0;
    for (int j = 0; j < n; j++) {
      int order = Double.compare(toTraining.distance()[j], toHoldout.distance()[j]);
      closer += order < 0 ? 1 : order == 0 ? 0.5 : 0;
    }
    return OptionalDouble.of(closer / n);
  }
}
