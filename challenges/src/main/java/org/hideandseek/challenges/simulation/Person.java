package org.hideandseek.challenges.simulation;

import java.util.Arrays;
import java.util.List;

/**
 * Who is admitted.
 *
 * @param admission why
 * @param male or female
 * @param age in whole years, 18 to 95
 * @param height in cm
 * @param weight in kg
 * @param severity at admission; about standard normal over all patients
 * @param baseline [signals] this person's level of each signal, standardised, at severity 0
 */
record Person(
    Admission admission,
    boolean male,
    double age,
    double height,
    double weight,
    double severity,
    double[] baseline) {
  /** Standard deviation of a signal's level between patients with the same illness. */
  private static final double BETWEEN = 0.7;

  private static final List<Double> SHARES =
      Arrays.stream(Admission.values()).map(admission -> admission.share).toList();

  static Person draw(RandomStream random, Dynamics dynamics) {
    Admission admission = random.pick(List.of(Admission.values()), SHARES);
    Illness illness = random.pick(List.of(Illness.values()), admission.illnesses());
    boolean male = random.happens(0.56);
    double age =
        Math.min(95, Math.max(18, Math.rint(admission.age + admission.ages * random.normal())));
    double aged = aged(age);
    double height = Math.rint((male ? 176 : 163) + 7 * random.normal());
    double weight =
        Math.rint(height * height / 10_000 * 27 * StrictMath.exp(0.2 * random.normal()));
    double severity = admission.severity + illness.severity + 0.25 * aged + 0.75 * random.normal();
    double[] baseline = dynamics.correlated(random, illness.factors, BETWEEN);
    add(baseline, Signal.HEART_RATE, -0.15 * aged);
    add(baseline, Signal.SYSTOLIC, 0.15 * aged);
    add(baseline, Signal.PULSE_PRESSURE, 0.25 * aged);
    add(baseline, Signal.OXYGENATION, -0.15 * aged);
    add(baseline, Signal.UREA_NITROGEN, 0.30 * aged);
    add(baseline, Signal.CREATININE, 0.20 * aged + (male ? 0.2 : -0.2));
    add(baseline, Signal.ALBUMIN, -0.15 * aged);
    add(baseline, Signal.HAEMOGLOBIN, -0.15 * aged + (male ? 0.25 : -0.25));
    return new Person(admission, male, age, height, weight, severity, baseline);
  }

  private static void add(double[] levels, Signal signal, double more) {
    levels[signal.index()] += more;
  }

  /** How much older than usual, in standard deviations of intensive care's patients. */
  double aged() {
    return aged(age);
  }

  private static double aged(double age) {
    return (age - 63) / 16;
  }
}
