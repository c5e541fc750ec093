package org.hideandseek.challenges.simulation;

/**
 * What happens to a patient from hour to hour, whether or not anybody measures it: how ill, how
 * treated, where the signals are, and the end.
 *
 * <p>Severity reverts, in 12 hours to 1/e, to a target that falls slowly as patients recover, and
 * jumps for a while when one deteriorates. It moves the levels of the signals; so do ventilation
 * and vasopressors, which are begun and ended by severity, blood pressure and oxygenation.
 */
final class Course {
  private static final int LEAST_HOURS = 4;

  private final RandomStream random;
  private final Dynamics dynamics;
  private final Person person;
  private final double recovery;
  private final double dischargedAfter;

  private int hour;
  private double severity;
  private double target;
  private double crisis;
  private int crisisLeft;
  private boolean ventilated;
  private double vasopressor;
  private double[] deviations;
  private boolean died;
  private boolean over;

  Course(Person person, RandomStream random, Dynamics dynamics) {
    this.person = person;
    this.random = random;
    this.dynamics = dynamics;
    severity = person.severity();
    target = severity;
    recovery = 0.014 + 0.010 * random.normal();
    dischargedAfter =
        LEAST_HOURS
            + person.admission().stay * StrictMath.exp(0.30 * severity + 0.65 * random.normal());
    deviations = dynamics.start(random);
    ventilated = random.happens(person.admission().ventilated + 0.15 * Math.max(0, severity));
    vasopressor = severity > 0.8 && random.happens(0.35) ? random.uniform(0.05, 0.25) : 0;
  }

  /** Whole hours since admission. */
  int hour() {
    return hour;
  }

  double severity() {
    return severity;
  }

  boolean ventilated() {
    return ventilated;
  }

  /** Noradrenaline equivalents in ug/kg/min, 0 where none is given. */
  double vasopressor() {
    return vasopressor;
  }

  /** Whether the patient has died or gone. */
  boolean over() {
    return over;
  }

  /** Goes on by an hour. */
  void advance() {
    hour++;
    worsenOrRecover();
    treat();
    deviations = dynamics.next(deviations, random);
    if (hour >= LEAST_HOURS && random.happens(StrictMath.exp(-9.2 + 1.55 * severity))) {
      died = true;
      over = true;
    } else if (hour >= dischargedAfter) {
      over = true;
    }
  }

  private void worsenOrRecover() {
    if (crisisLeft > 0) {
      crisisLeft--;
      crisis = crisisLeft == 0 ? 0 : crisis;
    } else if (random.happens(0.004 * StrictMath.exp(0.6 * severity))) {
      crisis = 1.4 + 0.4 * random.normal();
      crisisLeft = (int) random.uniform(6, 60);
    }
    target -= recovery;
    severity += (target + crisis - severity) / 12 + 0.12 * random.normal();
  }

  private void treat() {
    double oxygenation = value(Signal.OXYGENATION);
    if (ventilated) {
      ventilated = !(severity < 0.8 && oxygenation > 200 && random.happens(0.07));
    } else {
      ventilated = (severity > 1.3 || oxygenation < 130) && random.happens(0.2);
    }
    double pressure = meanPressure();
    if (vasopressor > 0) {
      double wanted = vasopressor * StrictMath.exp((68 - pressure) / 60 + 0.1 * random.normal());
      boolean ended = pressure > 68 && wanted < 0.06 && random.happens(0.25);
      vasopressor = ended ? 0 : Math.min(2, Math.max(0.01, wanted));
    } else if (pressure < 58 && random.happens(0.35)) {
      vasopressor = random.uniform(0.05, 0.15);
    }
  }

  /** A signal in its unit. */
  double value(Signal signal) {
    return signal.value(level(signal) + deviations[signal.index()]);
  }

  private double level(Signal signal) {
    return person.baseline()[signal.index()] + signal.severity * severity + treatment(signal);
  }

  private double treatment(Signal signal) {
    double pressed = Math.min(1, 4 * vasopressor);
    double breathed = ventilated ? 1 : 0;
    return switch (signal) {
      case SYSTOLIC -> 0.9 * pressed;
      case HEART_RATE -> 0.25 * pressed;
      case LACTATE -> 0.15 * pressed;
      case OXYGENATION -> 0.3 * breathed;
      case RESPIRATORY_RATE -> -0.5 * breathed;
      case CARBON_DIOXIDE -> -0.2 * breathed;
      case CONSCIOUSNESS -> -1.6 * breathed;
      default -> 0;
    };
  }

  double pulsePressure() {
    return value(Signal.PULSE_PRESSURE);
  }

  double meanPressure() {
    return value(Signal.SYSTOLIC) - pulsePressure() * 2 / 3;
  }

  /** Whether the patient leaves hospital dead; drawn where it has not happened yet. */
  boolean diesInHospital() {
    double odds = StrictMath.exp(-2.6 + 1.05 * severity + 0.35 * person.aged());
    return died || random.happens(odds / (1 + odds));
  }
}
