package org.hideandseek.challenges.simulation;

import java.util.List;

/** Why a patient comes to intensive care: how ill, with what, and for how long. */
enum Admission {
  MEDICAL("medical", 0.52, 64, 16, 0.15, 0.18, 74),
  SURGICAL_ELECTIVE("surgical elective", 0.22, 66, 12, -0.75, 0.55, 40),
  SURGICAL_EMERGENCY("surgical emergency", 0.18, 63, 16, 0.20, 0.45, 80),
  TRAUMA("trauma", 0.08, 46, 20, -0.05, 0.35, 84);

  final String label;
  final double share;

  /** Mean age in years. */
  final double age;

  /** Its standard deviation. */
  final double ages;

  /** Mean severity at admission. */
  final double severity;

  /** Probability of being ventilated at admission. */
  final double ventilated;

  /** Median hours in intensive care at severity 0. */
  final double stay;

  Admission(
      String label,
      double share,
      double age,
      double ages,
      double severity,
      double ventilated,
      double stay) {
    this.label = label;
    this.share = share;
    this.age = age;
    this.ages = ages;
    this.severity = severity;
    this.ventilated = ventilated;
    this.stay = stay;
  }

  /** Probabilities of the illnesses, in the order of {@link Illness}. */
  List<Double> illnesses() {
    return switch (this) {
      case MEDICAL -> List.of(0.24, 0.22, 0.22, 0.10, 0.07, 0.15);
      case SURGICAL_ELECTIVE -> List.of(0.04, 0.30, 0.06, 0.03, 0.03, 0.54);
      case SURGICAL_EMERGENCY -> List.of(0.26, 0.18, 0.12, 0.08, 0.06, 0.30);
      case TRAUMA -> List.of(0.04, 0.10, 0.20, 0.03, 0.03, 0.60);
    };
  }
}
