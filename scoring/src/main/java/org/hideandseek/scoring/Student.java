package org.hideandseek.scoring;

import org.hipparchus.special.Beta;
import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;

/** Student's t distribution; with infinitely many degrees of freedom the normal one. */
public final class Student {
  private Student() {}

  /** P(T > t). */
  public static double upperTail(double t, double degrees) {
    if (Double.isInfinite(degrees)) {
      return Erf.erfc(t / Math.sqrt(2)) / 2;
    }
    double half = Beta.regularizedBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
    return t >= 0 ? half : 1 - half;
  }

  /** The t with P(T > t) = tail, for a tail below a half: by Newton's method in logarithms. */
  public static double quantile(double tail, double degrees) {
    double normal = Interval.normalQuantile(1 - 2 * tail);
    if (Double.isInfinite(degrees)) {
      return normal;
    }
    double logConstant =
        Gamma.logGamma((degrees + 1) / 2)
            - Gamma.logGamma(degrees / 2)
            - Math.log(degrees * Math.PI) / 2;
    double t = normal;
    for (int i = 0; i < 100; i++) {
      double above = upperTail(t, degrees);
      double density = Math.exp(logConstant - (degrees + 1) / 2 * Math.log1p(t * t / degrees));
      double step = (Math.log(above) - Math.log(tail)) * above / (t * density);
      t *= Math.exp(step);
      if (Math.abs(step) < 1e-13) {
        break;
      }
    }
    return t;
  }
}
