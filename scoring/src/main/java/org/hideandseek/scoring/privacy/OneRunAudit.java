package org.hideandseek.scoring.privacy;

import org.hipparchus.special.Beta;
import org.hipparchus.special.Gamma;

/**
 * A lower bound on epsilon from one run, in which every candidate was a member by a coin of its own
 * (Steinke, Nasr and Jagielski, arXiv 2305.08846). It needs no independence between the answers of
 * the mechanism.
 *
 * @param epsilon 0 or above; 0 if nothing can be claimed
 * @param delta that goes with it, in [0, 1)
 * @param candidates m, each a member with probability 1/2, independently
 * @param guesses r, on which the seeker committed itself
 * @param right v of them
 */
public record OneRunAudit(double epsilon, double delta, int candidates, int guesses, int right) {

  /**
   * The largest epsilon of which {@link #pValue} is below the level, to within 1e-12; 0 if there is
   * none.
   *
   * @param candidates m, at least 1
   * @param guesses r, 0 to m
   * @param right v, 0 to r
   * @param delta in [0, 1)
   * @param level strictly between 0 and 1: how often the bound may exceed the true epsilon
   * @throws IllegalArgumentException if these do not fit together
   */
  public static OneRunAudit ofCounts(
      int candidates, int guesses, int right, double delta, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level lies between 0 and 1, not at " + level);
    }
    double low = 0;
    double high = 1;
    while (pValue(candidates, guesses, right, high, delta) < level) {
      low = high;
      high *= 2;
    }
    while (high - low > 1e-12) {
      double middle = (low + high) / 2;
      if (pValue(candidates, guesses, right, middle, delta) < level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new OneRunAudit(low, delta, candidates, guesses, right);
  }

  /**
   * How likely v or more right guesses are at most if the mechanism is (epsilon, delta)-private:
   * {@code P[Bin(r,q) >= v] + 2 m delta max_i P[v > Bin(r,q) >= v-i] / i} with {@code q = 1 / (1 +
   * e^-epsilon)} (theorem 5.2 and appendix D there).
   *
   * @param candidates m, at least 1
   * @param guesses r, 0 to m
   * @param right v, 0 to r
   * @param epsilon not negative
   * @param delta in [0, 1)
   * @return in [0, 1]
   */
  public static double pValue(
      int candidates, int guesses, int right, double epsilon, double delta) {
    if (candidates < 1 || guesses < 0 || guesses > candidates || right < 0 || right > guesses) {
      throw new IllegalArgumentException(
          right + " right of " + guesses + " guesses on " + candidates + " candidates cannot be");
    }
    if (!(epsilon >= 0)) {
      throw new IllegalArgumentException("epsilon is not negative, unlike " + epsilon);
    }
    EpsilonBound.checkDelta(delta);
    if (right == 0) {
      return 1;
    }
    double q = 1 / (1 + Math.exp(-epsilon));
    double p = Beta.regularizedBeta(q, (double) right, guesses - right + 1.0);
    if (delta > 0) {
      double sum = 0;
      double steepest = 0;
      // From ln P[Bin = v - 1] on by ratios would lose what underflows: each from its own logs.
      double logQ = -Math.log1p(Math.exp(-epsilon));
      double logNotQ = logQ - epsilon;
      for (int i = 1; i <= right; i++) {
        int k = right - i;
        double probability =
            Math.exp(
                Gamma.logGamma(guesses + 1.0)
                    - Gamma.logGamma(k + 1.0)
                    - Gamma.logGamma(guesses - k + 1.0)
                    + k * logQ
                    + (guesses - k) * logNotQ);
        sum += probability;
        steepest = Math.max(steepest, sum / i);
        // Terms fall from here on if k is below the mode, and the mean of the first i with them.
        if (k < guesses * q && probability < sum / i) {
          break;
        }
      }
      p += 2 * candidates * delta * steepest;
    }
    return Math.min(1, p);
  }
}
