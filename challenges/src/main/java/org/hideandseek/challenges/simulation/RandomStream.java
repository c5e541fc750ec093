package org.hideandseek.challenges.simulation;

import java.util.List;

/**
 * Random numbers that are the same on every machine and in every Java: SplitMix64 (Steele, Lea and
 * Flood, OOPSLA 2014), and normal deviates by inverting the distribution function (Wichura,
 * algorithm AS 241, Applied Statistics 1988;37:477-484), from arithmetic, {@code Math.sqrt} and
 * {@code StrictMath} alone.
 */
// Its coefficients stand here with the digits of the paper.
@SuppressWarnings("FloatingPointLiteralPrecision")
final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final double CENTRAL = 0.425;
  private static final double[] CENTRAL_ABOVE = {
    3.3871328727963666080,
    133.14166789178437745,
    1971.5909503065514427,
    13731.693765509461125,
    45921.953931549871457,
    67265.770927008700853,
    33430.575583588128105,
    2509.0809287301226727
  };
  private static final double[] CENTRAL_BELOW = {
    1.0,
    42.313330701600911252,
    687.18700749205790830,
    5394.1960214247511077,
    21213.794301586595867,
    39307.895800092710610,
    28729.085735721942674,
    5226.4952788528545610
  };
  private static final double[] MIDDLE_ABOVE = {
    1.42343711074968357734,
    4.63033784615654529590,
    5.76949722146069140550,
    3.64784832476320460504,
    1.27045825245236838258,
    0.241780725177450611770,
    0.0227238449892691845833,
    7.74545014278341407640e-4
  };
  private static final double[] MIDDLE_BELOW = {
    1.0,
    2.05319162663775882187,
    1.67638483018380384940,
    0.689767334985100004550,
    0.148103976427480074590,
    0.0151986665636164571966,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9
  };
  private static final double[] FAR_ABOVE = {
    6.65790464350110377720,
    5.46378491116411436990,
    1.78482653991729133580,
    0.296560571828504891230,
    0.0265321895265761230930,
    0.00124266094738807843860,
    2.71155556874348757815e-5,
    2.01033439929228813265e-7
  };
  private static final double[] FAR_BELOW = {
    1.0,
    0.599832206555887937690,
    0.136929880922735805310,
    0.0148753612908506148525,
    7.86869131145613259100e-4,
    1.84631831751005468180e-5,
    1.42151175831644588870e-7,
    2.04426310338993978564e-15
  };

  private long state;

  /** The stream of one patient of one simulation. */
  RandomStream(long seed, int patient) {
    state = mix(mix(seed + GOLDEN_GAMMA) ^ mix(patient + 1L));
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Uniform on the open interval from 0 to 1: odd multiples of 2^-53. */
  double uniform() {
    state += GOLDEN_GAMMA;
    return ((mix(state) >>> 12) + 0.5) * 0x1.0p-52;
  }

  double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  boolean happens(double probability) {
    return uniform() < probability;
  }

  /**
   * One of several.
   *
   * @param probabilities sum to 1
   */
  <T> T pick(List<T> options, List<Double> probabilities) {
    double drawn = uniform();
    int last = options.size() - 1;
    for (int i = 0; i < last; i++) {
      drawn -= probabilities.get(i);
      if (drawn < 0) {
        return options.get(i);
      }
    }
    return options.get(last);
  }

  /** Standard normal. */
  double normal() {
    return quantile(uniform());
  }

  /** The standard normal quantile. */
  static double quantile(double share) {
    double q = share - 0.5;
    if (Math.abs(q) <= CENTRAL) {
      double r = CENTRAL * CENTRAL - q * q;
      return q * ratio(CENTRAL_ABOVE, CENTRAL_BELOW, r);
    }
    double r = Math.sqrt(-StrictMath.log(q < 0 ? share : 1 - share));
    double tail =
        r <= 5 ? ratio(MIDDLE_ABOVE, MIDDLE_BELOW, r - 1.6) : ratio(FAR_ABOVE, FAR_BELOW, r - 5);
    return q < 0 ? -tail : tail;
  }

  private static double ratio(double[] above, double[] below, double r) {
    double numerator = above[above.length - 1];
    double denominator = below[below.length - 1];
    for (int i = above.length - 2; i >= 0; i--) {
      numerator = numerator * r + above[i];
      denominator = denominator * r + below[i];
    }
    return numerator / denominator;
  }
}
