package org.hideandseek.challenges.simulation;

/**
 * The signals of a patient from hour to hour: coupled Ornstein-Uhlenbeck processes, whose own
 * reversion is discretised exactly and whose couplings by Euler's rule, with a step of an hour.
 *
 * <p>With y the deviations of all signals from their levels: {@code y(t + 1) = (Phi + C) y(t) +
 * e(t)}, {@code Phi = diag(exp(-1 / reversion))}, C the couplings, and e(t) normal with covariance
 * {@code D (L L' + diag(own^2)) D}, {@code D = diag(WITHIN sqrt(1 - Phi^2))}, L the factors'
 * loadings.
 */
final class Dynamics {
  /** Standard deviation of a signal around its level, without couplings. */
  private static final double WITHIN = 0.6;

  private static final Signal[] SIGNALS = Signal.values();

  private final double[] kept = new double[SIGNALS.length];
  private final double[] pushed = new double[SIGNALS.length];

  Dynamics() {
    for (Signal signal : SIGNALS) {
      double phi = StrictMath.exp(-1 / signal.reversion);
      kept[signal.index()] = phi;
      pushed[signal.index()] = WITHIN * Math.sqrt(1 - phi * phi);
    }
  }

  /** [signals] deviations of a patient on arrival. */
  double[] start(RandomStream random) {
    return correlated(random, Factors.NONE, WITHIN);
  }

  /**
   * [signals] numbers with the correlations of the signals.
   *
   * @param shift where the factors are
   * @param deviation of what is random
   */
  double[] correlated(RandomStream random, Factors shift, double deviation) {
    Factors factors = shift.around(random, deviation);
    double[] numbers = new double[SIGNALS.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          SIGNALS[i].loadings.times(factors) + deviation * SIGNALS[i].own * random.normal();
    }
    return numbers;
  }

  /** The deviations an hour later. */
  double[] next(double[] deviations, RandomStream random) {
    double[] next = expected(deviations);
    double[] pushes = correlated(random, Factors.NONE, 1);
    for (int i = 0; i < next.length; i++) {
      next[i] += pushed[i] * pushes[i];
    }
    return next;
  }

  /** The deviations an hour later, if nothing random happened: (Phi + C) y. */
  double[] expected(double[] deviations) {
    double[] next = new double[deviations.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = kept[i] * deviations[i];
    }
    for (Signal.Coupling coupling : Signal.COUPLINGS) {
      next[coupling.to().index()] += coupling.strength() * deviations[coupling.from().index()];
    }
    return next;
  }
}
