package org.hideandseek.scoring;

import org.hipparchus.special.Beta;

/** Intervals for a probability of which k successes in n independent trials are known. */
public final class Proportion {
  private Proportion() {}

  /**
   * Clopper and Pearson's exact interval (Biometrika 1934;26:404-413): {@code [B(a/2; k, n-k+1),
   * B(1-a/2; k+1, n-k)]} with B the quantiles of the beta distribution.
   *
   * @param successes k, 0 to n
   * @param trials n, at least 1
   * @param alpha the probability outside, both sides together, strictly between 0 and 1
   * @throws IllegalArgumentException if these do not fit together
   */
  public static Interval clopperPearson(int successes, int trials, double alpha) {
    return new Interval(
        clopperPearsonLow(successes, trials, alpha / 2),
        clopperPearsonHigh(successes, trials, alpha / 2));
  }

  /**
   * The lower end alone: at most with probability alpha does it lie above the truth.
   *
   * @param successes k, 0 to n
   * @param trials n, at least 1
   * @param alpha strictly between 0 and 1
   */
  public static double clopperPearsonLow(int successes, int trials, double alpha) {
    check(successes, trials, alpha);
    return successes == 0
        ? 0
        : betaQuantile(alpha, (double) successes, (double) trials - successes + 1);
  }

  /** The upper end alone: at most with probability alpha does it lie below the truth. */
  public static double clopperPearsonHigh(int successes, int trials, double alpha) {
    return 1 - clopperPearsonLow(trials - successes, trials, alpha);
  }

  /**
   * Wilson's score interval (JASA 1927;22:209-212): {@code (k + z^2/2)/(n + z^2) ± z/(n + z^2)
   * sqrt(k(n-k)/n + z^2/4)}.
   *
   * @param successes k, 0 to n
   * @param trials n, at least 1
   * @param confidence strictly between 0 and 1
   * @throws IllegalArgumentException if these do not fit together
   */
  public static Interval wilson(int successes, int trials, double confidence) {
    check(successes, trials, 1 - confidence);
    double z = Interval.normalQuantile(confidence);
    double centre = (successes + z * z / 2) / (trials + z * z);
    double halfWidth =
        z
            / (trials + z * z)
            * Math.sqrt((double) successes * (trials - successes) / trials + z * z / 4);
    return Interval.ofShare(centre, halfWidth);
  }

  private static void check(int successes, int trials, double alpha) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "there are no " + successes + " successes in " + trials + " trials");
    }
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("a level lies between 0 and 1, not at " + alpha);
    }
  }

  /** By bisection: the distribution function rises from 0 to 1. */
  private static double betaQuantile(double probability, double a, double b) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 100 && high - low > 1e-15 * high; i++) {
      double middle = (low + high) / 2;
      if (Beta.regularizedBeta(middle, a, b) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
