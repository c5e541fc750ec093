package org.hideandseek.challenges.accounting;

import java.util.stream.DoubleStream;
import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;

/**
 * DP-SGD as an accountant sees it: in each of T steps every patient takes part with probability q,
 * each contribution has norm at most 1, and Gaussian noise of standard deviation sigma is added to
 * their sum. Neighbouring data sets differ in one patient being there or not.
 *
 * @param sigma noise multiplier: standard deviation of the noise over the clipping norm; 0 to a
 *     million, beyond which the series needs too many terms
 * @param rate q, in [0, 1]
 * @param steps T, at least 0
 */
public record SubsampledGaussian(double sigma, double rate, int steps) {
  /** Terms below e to the power of this are left out, the sum being at least 1. */
  private static final double NEGLIGIBLE = -30;

  private static final double SMALLEST_SIGMA = 1e-3;
  static final double LARGEST_SIGMA = 1e6;

  public SubsampledGaussian {
    if (!(sigma >= 0 && sigma <= LARGEST_SIGMA)) {
      throw new IllegalArgumentException("sigma lies between 0 and a million, not at " + sigma);
    }
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("a sampling rate lies in [0, 1], not at " + rate);
    }
    if (steps < 0) {
      throw new IllegalArgumentException("there are no " + steps + " steps");
    }
  }

  /**
   * Rényi differential privacy of all steps (Mironov, Talwar and Zhang, arXiv 1908.10530, section
   * 3.3): for whole orders equation 4's binomial sum, for others their infinite series with its
   * signs; T times that of one step. Infinite for a sigma under 0.001, with which a step alone
   * costs some hundred thousand and the series loses all its digits.
   *
   * @param order alpha, above 1
   */
  public double rdp(double order) {
    if (!(order > 1 && order < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("an order is finite and above 1, unlike " + order);
    }
    if (touchesNobody()) {
      return 0;
    }
    if (sigma < SMALLEST_SIGMA) {
      return Double.POSITIVE_INFINITY;
    }
    if (rate == 1) {
      return steps * order / (2 * sigma * sigma);
    }
    double logMoment = order == Math.rint(order) ? whole((int) order) : fractional(order);
    return Math.max(0, steps * logMoment / (order - 1));
  }

  /**
   * The epsilon for a delta; see {@link Composition#cost}.
   *
   * @param delta strictly between 0 and 1
   */
  public PrivacyCost cost(double delta) {
    return Composition.of(this).cost(delta);
  }

  /** Whether nobody's data are looked at, so that nothing is spent even without noise. */
  boolean touchesNobody() {
    return rate == 0 || steps == 0;
  }

  /**
   * The least noise that keeps epsilon within what is wanted, by bisection to a millionth of it;
   * rounded up, so that the promise holds.
   *
   * @param epsilon wanted, above 0
   * @param rate q, in [0, 1]
   * @param steps T, at least 0
   * @param delta strictly between 0 and 1
   * @return a mechanism with {@code cost(delta).epsilon() <= epsilon}
   * @throws IllegalArgumentException if no noise reaches it on the grid of orders
   */
  public static SubsampledGaussian forEpsilon(
      double epsilon, double rate, int steps, double delta) {
    return Composition.of(new SubsampledGaussian(1, rate, steps))
        .forEpsilon(epsilon, delta)
        .parts()
        .get(0);
  }

  private double whole(int order) {
    double[] logTerms = new double[order + 1];
    for (int k = 0; k <= order; k++) {
      logTerms[k] =
          Gamma.logGamma(order + 1.0)
              - Gamma.logGamma(k + 1.0)
              - Gamma.logGamma(order - k + 1.0)
              + k * Math.log(rate)
              + (order - k) * Math.log1p(-rate)
              + k * (k - 1.0) / (2 * sigma * sigma);
    }
    double largest = DoubleStream.of(logTerms).max().orElseThrow();
    double sum = 0;
    for (double term : logTerms) {
      sum += Math.exp(term - largest);
    }
    return largest + Math.log(sum);
  }

  /** Both series at once: over what lies below and above z0, where the densities cross. */
  private double fractional(double order) {
    double odds = Math.log(rate) - Math.log1p(-rate);
    double z0 = 0.5 - sigma * sigma * odds;
    double root = Math.sqrt(2) * sigma;
    double[] sum = {0, 0};
    // The first term of the first series is at most this large; sums are kept relative to it.
    double scale = Double.NEGATIVE_INFINITY;
    double logCoefficient = 0;
    int sign = 1;
    for (int i = 0; ; i++) {
      double j = order - i;
      double first =
          logCoefficient
              + i * Math.log(rate)
              + j * Math.log1p(-rate)
              + i * (i - 1.0) / (2 * sigma * sigma)
              + logHalfErfc((i - z0) / root);
      double second =
          logCoefficient
              + j * Math.log(rate)
              + i * Math.log1p(-rate)
              + j * (j - 1) / (2 * sigma * sigma)
              + logHalfErfc((z0 - j) / root);
      double larger = Math.max(first, second);
      if (larger > scale) {
        double shrink = Math.exp(scale - larger);
        sum[0] *= shrink;
        sum[1] *= shrink;
        scale = larger;
      }
      sum[sign > 0 ? 0 : 1] += Math.exp(first - scale) + Math.exp(second - scale);
      if (larger < NEGLIGIBLE && i > order) {
        return scale + Math.log(sum[0] - sum[1]);
      }
      logCoefficient += Math.log(Math.abs(order - i) / (i + 1));
      sign = order < i ? -sign : sign;
    }
  }

  /** ln(erfc(x) / 2), by the asymptotic series where erfc is too small for a double. */
  private static double logHalfErfc(double x) {
    if (x < 20) {
      return Math.log(Erf.erfc(x) / 2);
    }
    double inverse = 1 / (2 * x * x);
    double series =
        1 - inverse * (1 - 3 * inverse * (1 - 5 * inverse * (1 - 7 * inverse * (1 - 9 * inverse))));
    return -x * x - Math.log(2 * x * Math.sqrt(Math.PI)) + Math.log(series);
  }
}
