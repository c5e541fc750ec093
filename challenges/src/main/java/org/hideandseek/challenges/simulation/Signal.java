package org.hideandseek.challenges.simulation;

import java.util.List;

/**
 * The continuous signals below what is measured. Each is a standardised mean-reverting process; its
 * value in the signal's unit is {@code centre + spread * x}, or {@code centre * exp(spread * x)}
 * where the scale is a ratio.
 */
enum Signal {
  HEART_RATE(Scale.DIFFERENCE, 86, 15, 4, 0.45, new Factors(0.40, 0.10, 0, 0.30, 0)),
  SYSTOLIC(Scale.DIFFERENCE, 123, 18, 3, -0.45, new Factors(-0.50, 0, 0.10, -0.10, 0)),
  PULSE_PRESSURE(Scale.RATIO, 56, 0.24, 4, -0.20, new Factors(-0.40, 0, 0.10, 0.10, 0)),
  RESPIRATORY_RATE(Scale.RATIO, 18.5, 0.22, 3, 0.35, new Factors(0, 0.50, 0, 0.20, 0)),
  TEMPERATURE(Scale.DIFFERENCE, 36.9, 0.65, 6, 0.15, new Factors(-0.10, 0, 0, 0.55, 0)),
  CONSCIOUSNESS(Scale.DIFFERENCE, 14.2, 2.4, 8, -0.60, new Factors(-0.20, 0, -0.15, -0.10, -0.20)),
  URINE(Scale.RATIO, 75, 0.60, 3, -0.40, new Factors(-0.25, 0, -0.50, 0, 0)),
  OXYGENATION(Scale.RATIO, 290, 0.36, 8, -0.45, new Factors(-0.10, -0.55, 0, -0.10, 0)),
  CARBON_DIOXIDE(Scale.RATIO, 39, 0.16, 6, 0.05, new Factors(0, 0.45, 0, 0, 0)),
  BICARBONATE(Scale.DIFFERENCE, 24.2, 3.6, 14, -0.40, new Factors(-0.15, 0.15, -0.45, 0, -0.10)),
  LACTATE(Scale.RATIO, 1.6, 0.45, 7, 0.60, new Factors(0.40, 0, 0.10, 0.10, 0.25)),
  SODIUM(Scale.DIFFERENCE, 138.8, 4.2, 36, 0.05, new Factors(0, 0, -0.10, 0, -0.20)),
  CHLORIDE(Scale.DIFFERENCE, 104.6, 4.8, 30, 0.05, new Factors(0, -0.10, 0.10, 0, -0.10)),
  POTASSIUM(Scale.DIFFERENCE, 4.1, 0.5, 12, 0.10, new Factors(0, 0, 0.45, 0, 0)),
  UREA_NITROGEN(Scale.RATIO, 20, 0.58, 72, 0.35, new Factors(0.10, 0, 0.65, 0.10, 0.05)),
  CREATININE(Scale.RATIO, 1.05, 0.50, 60, 0.30, new Factors(0.10, 0, 0.70, 0.05, 0.05)),
  GLUCOSE(Scale.RATIO, 130, 0.27, 6, 0.20, new Factors(0, 0, 0.10, 0.20, -0.10)),
  CALCIUM(Scale.DIFFERENCE, 8.35, 0.6, 24, -0.15, new Factors(0, 0, -0.15, -0.15, -0.10)),
  MAGNESIUM(Scale.DIFFERENCE, 2.0, 0.32, 20, 0.05, new Factors(0, 0, 0.25, 0, 0)),
  PHOSPHATE(Scale.RATIO, 3.4, 0.28, 18, 0.15, new Factors(0, 0, 0.50, 0, 0)),
  HAEMOGLOBIN(
      Scale.DIFFERENCE, 10.8, 1.7, 48, -0.15, new Factors(-0.20, 0.10, -0.25, -0.15, -0.10)),
  WHITE_CELLS(Scale.RATIO, 11.4, 0.42, 36, 0.20, new Factors(0.05, 0, 0, 0.55, 0)),
  PLATELETS(Scale.RATIO, 192, 0.45, 72, -0.20, new Factors(0, 0, 0, 0.05, -0.45)),
  BILIRUBIN(Scale.RATIO, 0.8, 0.75, 96, 0.20, new Factors(0.10, 0, 0, 0.10, 0.65)),
  ALT(Scale.RATIO, 33, 0.85, 60, 0.20, new Factors(0.25, 0, 0, 0, 0.60)),
  AST(Scale.RATIO, 42, 0.85, 40, 0.25, new Factors(0.30, 0, 0, 0, 0.60)),
  ALBUMIN(Scale.DIFFERENCE, 3.0, 0.6, 96, -0.20, new Factors(0, 0, -0.10, -0.35, -0.30)),
  ALKALINE_PHOSPHATASE(Scale.RATIO, 86, 0.45, 96, 0.05, new Factors(0, 0, 0, 0.15, 0.45)),
  INR(Scale.RATIO, 1.28, 0.25, 40, 0.15, new Factors(0.10, 0, 0, 0.05, 0.50));

  /** How a standardised value becomes one with a unit. */
  enum Scale {
    DIFFERENCE,
    RATIO
  }

  /**
   * How one signal pulls at another.
   *
   * @param from the signal that is off its level
   * @param to the one that it moves
   * @param strength how far in an hour, in standardised units for each that {@code from} is off
   */
  record Coupling(Signal from, Signal to, double strength) {}

  /** The physiology of it, acyclic but for the baroreflex, so that the process stays stationary. */
  static final List<Coupling> COUPLINGS =
      List.of(
          new Coupling(SYSTOLIC, HEART_RATE, -0.06),
          new Coupling(HEART_RATE, SYSTOLIC, 0.03),
          new Coupling(TEMPERATURE, HEART_RATE, 0.08),
          new Coupling(OXYGENATION, HEART_RATE, -0.03),
          new Coupling(SYSTOLIC, URINE, 0.07),
          new Coupling(SYSTOLIC, LACTATE, -0.04),
          new Coupling(SYSTOLIC, CONSCIOUSNESS, 0.03),
          new Coupling(LACTATE, BICARBONATE, -0.05),
          new Coupling(LACTATE, RESPIRATORY_RATE, 0.05),
          new Coupling(BICARBONATE, RESPIRATORY_RATE, -0.05),
          new Coupling(OXYGENATION, RESPIRATORY_RATE, -0.06),
          new Coupling(RESPIRATORY_RATE, CARBON_DIOXIDE, -0.08),
          new Coupling(URINE, CREATININE, -0.02),
          new Coupling(CREATININE, UREA_NITROGEN, 0.01),
          new Coupling(CREATININE, POTASSIUM, 0.03),
          new Coupling(BICARBONATE, POTASSIUM, -0.03),
          new Coupling(SODIUM, CHLORIDE, 0.03),
          new Coupling(BICARBONATE, CHLORIDE, -0.03),
          new Coupling(WHITE_CELLS, TEMPERATURE, 0.02),
          new Coupling(AST, ALT, 0.02),
          new Coupling(BILIRUBIN, INR, 0.01));

  final Scale scale;
  final double centre;
  final double spread;

  /** Hours in which a deviation falls to 1/e of itself. */
  final double reversion;

  /** Standardised units for each unit of severity. */
  final double severity;

  /** Standardised units for each factor. */
  @SuppressWarnings("ImmutableEnumChecker") // a record of five numbers
  final Factors loadings;

  /** The part of the variance that the factors leave. */
  final double own;

  Signal(
      Scale scale,
      double centre,
      double spread,
      double reversion,
      double severity,
      Factors loadings) {
    this.scale = scale;
    this.centre = centre;
    this.spread = spread;
    this.reversion = reversion;
    this.severity = severity;
    this.loadings = loadings;
    this.own = Math.sqrt(1 - loadings.times(loadings));
  }

  /** Where it is in an array of all signals; nothing that is stored depends on it. */
  @SuppressWarnings("EnumOrdinal")
  int index() {
    return ordinal();
  }

  /** In the signal's unit. */
  double value(double standardised) {
    return switch (scale) {
      case DIFFERENCE -> centre + spread * standardised;
      case RATIO -> centre * StrictMath.exp(spread * standardised);
    };
  }
}
