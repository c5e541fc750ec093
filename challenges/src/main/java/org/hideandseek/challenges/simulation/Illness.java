package org.hideandseek.challenges.simulation;

/** What a patient has; it is in no file, only what it does to the factors is. */
enum Illness {
  SEPSIS(0.45, new Factors(0.8, 0.3, 0.4, 1.2, 0.3)),
  CARDIAC(0.20, new Factors(1.2, 0.3, 0.3, -0.2, 0.1)),
  RESPIRATORY(0.15, new Factors(0.0, 1.4, 0.0, 0.4, 0.0)),
  KIDNEY(0.15, new Factors(0.1, 0.1, 1.9, 0.1, 0.0)),
  LIVER(0.30, new Factors(0.4, 0.0, 0.4, 0.1, 2.0)),
  OTHER(-0.20, new Factors(-0.3, -0.2, -0.2, -0.2, -0.2));

  /** Added to severity. */
  final double severity;

  /** Added to the factors. */
  @SuppressWarnings("ImmutableEnumChecker") // a record of five numbers
  final Factors factors;

  Illness(double severity, Factors factors) {
    this.severity = severity;
    this.factors = factors;
  }
}
