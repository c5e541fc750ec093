package org.hideandseek.challenges.simulation;

/**
 * What instruments and laboratory make of the signals at one moment. What hangs together by physics
 * or chemistry is computed, not drawn: mean pressure, pH (Henderson and Hasselbalch), base excess
 * (Van Slyke, as in Siggaard-Andersen 1977), saturation (Severinghaus, J Appl Physiol
 * 1979;46:599-602).
 */
final class Reading {
  private final Course course;
  private final RandomStream random;
  private final double inspired;
  private final double oxygen;

  Reading(Course course, RandomStream random) {
    this.course = course;
    this.random = random;
    double ratio = course.value(Signal.OXYGENATION);
    inspired = inspired(ratio, course.ventilated());
    oxygen = Math.min(650, Math.max(25, ratio * inspired));
  }

  /** As much as brings oxygen to about 90 mmHg, as far as the device goes. */
  private static double inspired(double ratio, boolean ventilated) {
    double wanted = Math.rint(90 / ratio * 20) / 20;
    return ventilated
        ? Math.min(1, Math.max(0.30, wanted))
        : Math.min(0.60, Math.max(0.21, wanted));
  }

  /** A reading in the feature's unit, not yet rounded. */
  double of(Feature feature) {
    return switch (feature) {
      case HEART_RATE -> around(course.value(Signal.HEART_RATE), 2);
      case SBP -> around(course.value(Signal.SYSTOLIC), 3);
      case DBP -> around(course.value(Signal.SYSTOLIC) - course.pulsePressure(), 2);
      case MAP -> around(course.meanPressure(), 2);
      case RESP_RATE -> around(course.value(Signal.RESPIRATORY_RATE), 1);
      case SPO2 -> Math.min(100, around(saturation(), 1));
      case TEMPERATURE -> around(course.value(Signal.TEMPERATURE), 0.1);
      case GCS -> course.value(Signal.CONSCIOUSNESS);
      case URINE -> course.value(Signal.URINE);
      case FIO2 -> inspired;
      case VENTILATION -> course.ventilated() ? 1 : 0;
      case VASOPRESSOR -> course.vasopressor();
      case PH -> ph();
      case PAO2 -> oxygen * StrictMath.exp(0.05 * random.normal());
      case PACO2 -> course.value(Signal.CARBON_DIOXIDE);
      case BICARBONATE -> bicarbonate();
      case BASE_EXCESS -> 0.93 * (bicarbonate() - 24.4 + 14.8 * (ph() - 7.4));
      case LACTATE -> course.value(Signal.LACTATE);
      case SODIUM -> course.value(Signal.SODIUM);
      case POTASSIUM -> course.value(Signal.POTASSIUM);
      case CHLORIDE -> course.value(Signal.CHLORIDE);
      case BUN -> course.value(Signal.UREA_NITROGEN);
      case CREATININE -> course.value(Signal.CREATININE);
      case GLUCOSE -> course.value(Signal.GLUCOSE);
      case CALCIUM -> course.value(Signal.CALCIUM);
      case MAGNESIUM -> course.value(Signal.MAGNESIUM);
      case PHOSPHATE -> course.value(Signal.PHOSPHATE);
      case HAEMOGLOBIN -> course.value(Signal.HAEMOGLOBIN);
      case HAEMATOCRIT -> around(2.95 * course.value(Signal.HAEMOGLOBIN), 0.5);
      case WBC -> course.value(Signal.WHITE_CELLS);
      case PLATELETS -> course.value(Signal.PLATELETS);
      case BILIRUBIN -> course.value(Signal.BILIRUBIN);
      case ALT -> course.value(Signal.ALT);
      case AST -> course.value(Signal.AST);
      case ALBUMIN -> course.value(Signal.ALBUMIN);
      case ALKALINE_PHOSPHATASE -> course.value(Signal.ALKALINE_PHOSPHATASE);
      case INR -> course.value(Signal.INR);
    };
  }

  private double around(double value, double deviation) {
    return value + deviation * random.normal();
  }

  private double bicarbonate() {
    return Math.max(3, course.value(Signal.BICARBONATE));
  }

  private double ph() {
    return 6.1 + StrictMath.log10(bicarbonate() / (0.0307 * course.value(Signal.CARBON_DIOXIDE)));
  }

  private double saturation() {
    double cubed = oxygen * oxygen * oxygen + 150 * oxygen;
    return 100 / (1 + 23_400 / cubed);
  }
}
