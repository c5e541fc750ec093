package org.hideandseek.challenges.simulation;

import org.hideandseek.challenges.cohort.Variable;

/**
 * What is measured, in the order of the schema. Names, units and bounds are those of the standard
 * variable list, so that an invented cohort can stand in for a real one. The bounds are the outlier
 * thresholds of MIMIC-Extract (Wang et al., ACM CHIL 2020) and ricu (Bennett et al., GigaScience
 * 2023;12); no list has noradrenaline, whose bound is wider than any dose.
 */
enum Feature {
  HEART_RATE("hr", "1/min", 0, 390, 1, Panel.MONITOR, 0.97),
  SBP("sbp", "mmHg", 0, 375, 1, Panel.MONITOR, 0.94),
  DBP("dbp", "mmHg", 0, 375, 1, Panel.MONITOR, 0.94),
  MAP("map", "mmHg", 0, 375, 1, Panel.MONITOR, 0.94),
  RESP_RATE("resp", "1/min", 0, 300, 1, Panel.MONITOR, 0.93),
  SPO2("spo2", "%", 0, 100, 1, Panel.MONITOR, 0.95),
  TEMPERATURE("temp", "Cel", 26, 45, 0.1, Panel.NURSE, 0.40),
  GCS("gcs", "points", 3, 15, 1, Panel.NURSE, 0.35),
  URINE("urine", "mL", 0, 2445, 5, Panel.NURSE, 0.60),
  FIO2("fio2", "1", 0.21, 1, 0.01, Panel.DEVICE, 0.85),
  VENTILATION("mech_vent", "", 0, 1, 1, Panel.DEVICE, 1),
  VASOPRESSOR("vasopressor", "ug/kg/min", 0, 5, 0.01, Panel.DEVICE, 1),
  PH("ph", "", 6.3, 8.4, 0.01, Panel.BLOOD_GAS, 1),
  PAO2("pao2", "mmHg", 0, 770, 1, Panel.BLOOD_GAS, 1),
  PACO2("paco2", "mmHg", 0, 220, 1, Panel.BLOOD_GAS, 1),
  BICARBONATE("hco3", "mmol/L", 0, 66, 1, Panel.BLOOD_GAS, 0.98),
  BASE_EXCESS("base_excess", "mmol/L", -40, 40, 0.1, Panel.BLOOD_GAS, 0.98),
  LACTATE("lactate", "mmol/L", 0, 33, 0.1, Panel.BLOOD_GAS, 0.80),
  SODIUM("na", "mmol/L", 0, 250, 1, Panel.CHEMISTRY, 0.99),
  POTASSIUM("k", "mmol/L", 0, 15, 0.1, Panel.CHEMISTRY, 0.99),
  CHLORIDE("cl", "mmol/L", 0, 200, 1, Panel.CHEMISTRY, 0.98),
  BUN("bun", "mg/dL", 0, 275, 1, Panel.CHEMISTRY, 0.97),
  CREATININE("creatinine", "mg/dL", 0, 66, 0.1, Panel.CHEMISTRY, 0.97),
  GLUCOSE("glucose", "mg/dL", 0, 2200, 1, Panel.CHEMISTRY, 0.96),
  CALCIUM("calcium", "mg/dL", 0, 40, 0.1, Panel.CHEMISTRY, 0.80),
  MAGNESIUM("mg", "mg/dL", 0, 22, 0.1, Panel.CHEMISTRY, 0.80),
  PHOSPHATE("phosphate", "mg/dL", 0, 22, 0.1, Panel.CHEMISTRY, 0.75),
  HAEMOGLOBIN("hgb", "g/dL", 0, 30, 0.1, Panel.BLOOD_COUNT, 1),
  HAEMATOCRIT("hct", "%", 0, 100, 0.1, Panel.BLOOD_COUNT, 0.99),
  WBC("wbc", "10*9/L", 0, 1100, 0.1, Panel.BLOOD_COUNT, 0.98),
  PLATELETS("platelets", "10*9/L", 0, 2200, 1, Panel.BLOOD_COUNT, 0.99),
  BILIRUBIN("bilirubin", "mg/dL", 0, 66, 0.1, Panel.LIVER, 0.98),
  ALT("alt", "U/L", 0, 11000, 1, Panel.LIVER, 0.98),
  AST("ast", "U/L", 0, 22000, 1, Panel.LIVER, 0.97),
  ALBUMIN("albumin", "g/dL", 0, 6, 0.1, Panel.LIVER, 0.80),
  ALKALINE_PHOSPHATASE("alp", "U/L", 0, 4000, 1, Panel.LIVER, 0.95),
  INR("inr", "", 0, 30, 0.1, Panel.LIVER, 0.90);

  private final String label;
  private final String unit;
  private final float min;
  private final float max;

  /** The smallest step between two printed values. */
  final double resolution;

  final Panel panel;

  /** How often it is there where its panel is taken. */
  final double share;

  Feature(
      String label,
      String unit,
      double min,
      double max,
      double resolution,
      Panel panel,
      double share) {
    this.label = label;
    this.unit = unit;
    this.min = (float) min;
    this.max = (float) max;
    this.resolution = resolution;
    this.panel = panel;
    this.share = share;
  }

  Variable variable() {
    return this == VENTILATION ? Variable.binary(label) : Variable.numeric(label, unit, min, max);
  }

  /** As it is printed: in steps of the resolution, within the bounds. */
  float printed(double value) {
    float rounded = (float) (Math.rint(value / resolution) * resolution);
    return Math.min(max, Math.max(min, rounded));
  }
}
