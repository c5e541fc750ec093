package org.hideandseek.challenges.simulation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.cohort.Patient;

/**
 * What is written down of a course. A round may be made in each hour, at some minute of its first
 * third, and the more likely the sicker the patient is; samples for the laboratory are taken at the
 * first round after they are due, the sooner again the sicker the patient is.
 */
final class Chart {
  static final int HOURS = 48;

  private static final int JITTER_MINUTES = 20;
  private static final Feature[] FEATURES = Feature.values();

  private final Course course;
  private final RandomStream random;
  private final Map<Panel, Double> due = new EnumMap<>(Panel.class);
  private final int[] minutes = new int[HOURS];
  private final float[] values = new float[HOURS * FEATURES.length];
  private int steps;

  private Chart(Course course, RandomStream random) {
    this.course = course;
    this.random = random;
    for (Panel panel : Panel.values()) {
      due.put(panel, panel.first * random.uniform() * haste(panel));
    }
  }

  /** Follows a patient to the end of 48 hours, or of the stay. */
  static Patient of(Person person, RandomStream random, Dynamics dynamics) {
    Course course = new Course(person, random, dynamics);
    Chart chart = new Chart(course, random);
    do {
      chart.hour();
      course.advance();
    } while (course.hour() < HOURS && !course.over());
    return chart.patient(person);
  }

  private double haste(Panel panel) {
    return StrictMath.exp(-panel.urgency * course.severity());
  }

  private void hour() {
    double sick = 1 / (1 + StrictMath.exp(-1.2 * course.severity()));
    if (steps == 0 || random.happens(0.62 + 0.38 * sick)) {
      minutes[steps] = course.hour() * 60 + (int) (JITTER_MINUTES * random.uniform());
      Arrays.fill(values, steps * FEATURES.length, (steps + 1) * FEATURES.length, Float.NaN);
      for (Panel panel : Panel.values()) {
        if (panel.atEveryRound() || take(panel)) {
          measure(panel);
        }
      }
      steps++;
    }
  }

  private boolean take(Panel panel) {
    if (course.hour() < due.get(panel)) {
      return false;
    }
    due.put(panel, course.hour() + panel.interval * haste(panel) * random.uniform(0.7, 1.3));
    return true;
  }

  private void measure(Panel panel) {
    boolean arterial = course.ventilated() || course.vasopressor() > 0;
    Reading reading = null;
    for (int f = 0; f < FEATURES.length; f++) {
      Feature feature = FEATURES[f];
      if (feature.panel == panel && random.happens(share(feature, arterial))) {
        reading = reading == null ? new Reading(course, random) : reading;
        values[steps * FEATURES.length + f] = feature.printed(reading.of(feature));
      }
    }
  }

  /** Who is ventilated or on vasopressors is watched more closely. */
  private static double share(Feature feature, boolean arterial) {
    return switch (feature.panel) {
      case NURSE -> arterial ? Math.sqrt(feature.share) : feature.share;
      case DEVICE -> feature == Feature.FIO2 && !arterial ? feature.share / 2 : feature.share;
      case MONITOR, BLOOD_GAS, CHEMISTRY, BLOOD_COUNT, LIVER -> feature.share;
    };
  }

  private Patient patient(Person person) {
    float[] times = new float[steps];
    for (int t = 0; t < steps; t++) {
      times[t] = (minutes[t] - minutes[0]) / 60f;
    }
    float[] statics = {
      (float) person.age(),
      person.male() ? 1 : 0,
      random.happens(0.25) ? Float.NaN : (float) person.height(),
      random.happens(0.06) ? Float.NaN : (float) person.weight(),
      List.of(Admission.values()).indexOf(person.admission()),
      course.diesInHospital() ? 1 : 0
    };
    return new Patient(times, Arrays.copyOf(values, steps * FEATURES.length), statics);
  }
}
