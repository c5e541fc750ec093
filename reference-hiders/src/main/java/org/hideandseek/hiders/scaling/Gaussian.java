package org.hideandseek.hiders.scaling;

import org.hipparchus.special.Erf;

/** The standard normal distribution. */
public final class Gaussian {
  private static final double ROOT_2 = Math.sqrt(2);

  private Gaussian() {}

  /** The probability of a smaller value. */
  public static double probability(double value) {
    return 0.5 * Erf.erfc(-value / ROOT_2);
  }

  /** The value that is not exceeded with this probability, between 0 and 1. */
  public static double quantile(double probability) {
    return ROOT_2 * Erf.erfInv(2 * probability - 1);
  }
}
