package org.hideandseek.hiders.diffusion;

/**
 * How much of a series is left, and how much noise is in it, at a time of the diffusion between 0
 * and 1: x = signal * series + noise * N(0, 1), where the squares of both sum to 1 (the cosine
 * schedule of Nichol and Dhariwal, arXiv 2102.09672).
 */
final class Schedule {
  private static final double FIRST_ANGLE = 0.005 * Math.PI / 2;
  private static final double LAST_ANGLE = 0.997 * Math.PI / 2;

  private Schedule() {}

  private static double angle(double time) {
    return FIRST_ANGLE + time * (LAST_ANGLE - FIRST_ANGLE);
  }

  static double signal(double time) {
    return Math.cos(angle(time));
  }

  static double noise(double time) {
    return Math.sin(angle(time));
  }

  /**
   * The standard deviation of the fresh noise in a step of the reverse process from a time to an
   * earlier one (eq. 16 of Song, Meng and Ermon, arXiv 2010.02502, with eta = 1: that of DDPM).
   */
  static double fresh(double from, double to) {
    double kept = signal(from) / signal(to);
    double variance = 1 - kept * kept;
    return noise(to) / noise(from) * Math.sqrt(Math.max(0, variance));
  }
}
