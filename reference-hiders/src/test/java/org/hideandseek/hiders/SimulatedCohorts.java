package org.hideandseek.hiders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/** Cohorts whose truth is known, and awkward ones. */
public final class SimulatedCohorts {
  /** The correlation of a patient's neighbouring values of feature 0, when always measured. */
  public static final double LAG_ONE = 0.9;

  private static final Schema SCHEMA =
      new Schema(
          "days",
          20,
          60,
          List.of(
              Variable.numeric("pressure", "mmHg", 40, 240),
              Variable.numeric("lab", "mmol/l", 0, 20),
              Variable.binary("smoke")),
          List.of(
              Variable.numeric("age", "years", 18, 110),
              Variable.categorical("ward", List.of("north", "south", "west")),
              Variable.binary("died").asOutcome()));

  private SimulatedCohorts() {}

  /**
   * Patients with an age that moves their pressure, a pressure that lasts, a skewed lab that
   * follows the pressure and is measured in runs on two steps of three, and smoking that rarely
   * changes.
   */
  public static Cohort simulated(int size, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Patient> patients = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double age = random.nextGaussian();
      int length = 2 + random.nextInt(SCHEMA.steps() - 1);
      float[] times = new float[length];
      float[] values = new float[3 * length];
      double pressure = random.nextGaussian();
      boolean measured = random.nextDouble() < 2 / 3.0;
      boolean smoke = random.nextDouble() < 0.3;
      for (int step = 0; step < length; step++) {
        if (step > 0) {
          times[step] = (float) Math.min(60, times[step - 1] - Math.log(random.nextDouble()));
          pressure = LAG_ONE * pressure + Math.sqrt(1 - LAG_ONE * LAG_ONE) * random.nextGaussian();
          measured = random.nextDouble() < (measured ? 5 / 6.0 : 1 / 3.0);
          smoke = random.nextDouble() < 0.03 ? !smoke : smoke;
        }
        double level = pressure + 0.5 * age;
        values[3 * step] = clip(130 + 20 * level, 40, 240);
        values[3 * step + 1] =
            measured
                ? clip(2 * Math.exp(0.4 * level + 0.3 * random.nextGaussian()), 0, 20)
                : Float.NaN;
        values[3 * step + 2] = smoke ? 1 : 0;
      }
      float[] statics = {
        clip(60 + 12 * age, 18, 110),
        random.nextDouble() < 0.2 ? Float.NaN : random.nextInt(3),
        random.nextDouble() < 1 / (1 + Math.exp(1 - pressure - age)) ? 1 : 0
      };
      patients.add(new Patient(times, values, statics));
    }
    return new Cohort(SCHEMA, patients);
  }

  /** Whether two patients are the same to the last bit. */
  public static boolean same(Patient a, Patient b) {
    return Arrays.equals(a.times(), b.times())
        && Arrays.equals(a.values(), b.values())
        && Arrays.equals(a.statics(), b.statics());
  }

  /** Whether two patients have the same steps, gaps and unknowns, and nearly the same numbers. */
  public static boolean alike(Patient a, Patient b) {
    return a.length() == b.length()
        && alike(a.times(), b.times())
        && alike(a.values(), b.values())
        && alike(a.statics(), b.statics());
  }

  private static boolean alike(float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      boolean unknown = Float.isNaN(a[i]);
      if (unknown != Float.isNaN(b[i]) || Math.abs(a[i] - b[i]) > 0.01 * (1 + Math.abs(a[i]))) {
        return false;
      }
    }
    return true;
  }

  private static float clip(double value, double min, double max) {
    return (float) Math.min(max, Math.max(min, value));
  }

  /** What a hider may meet, by what is awkward about it. */
  public static Map<String, Cohort> awkward() {
    Cohort plain = simulated(40, 7);
    Map<String, Cohort> cohorts = new LinkedHashMap<>();
    cohorts.put("nothing", plain);
    cohorts.put("one member", simulated(1, 8));
    cohorts.put("two members", simulated(2, 9));
    cohorts.put("three members", simulated(3, 10));
    cohorts.put("a feature never observed", withFeature(plain, 1, value -> Float.NaN));
    cohorts.put("a code never observed", withFeature(plain, 2, value -> Float.NaN));
    cohorts.put("nothing ever observed", withoutValues(plain));
    cohorts.put("a constant feature", withFeature(plain, 0, value -> 120f));
    cohorts.put("a feature at its upper bound", withFeature(plain, 0, value -> 240f));
    cohorts.put("a constant code", withFeature(plain, 2, value -> 1f));
    cohorts.put("all of length 1", ofLength(plain, 1));
    cohorts.put("all of length 2", ofLength(plain, 2));
    cohorts.put("all of the same static", withStatics(plain, new float[] {60, 1, 0}));
    cohorts.put(
        "a static unknown for all", withStatics(plain, new float[] {60, Float.NaN, Float.NaN}));
    cohorts.put("all steps at time 0", withTimes(plain, 0));
    cohorts.put("all steps at the horizon", withTimes(plain, 60));
    cohorts.put("the same patient again and again", plain.select(new int[40]));
    cohorts.put("no statics", withoutStatics(plain));
    return cohorts;
  }

  private interface Change {
    Patient of(Patient patient);
  }

  private static Cohort change(Cohort cohort, Change change) {
    return new Cohort(cohort.schema(), cohort.patients().stream().map(change::of).toList());
  }

  private static Cohort withFeature(Cohort cohort, int feature, UnaryOperator<Float> to) {
    return change(
        cohort,
        patient -> {
          float[] values = patient.values().clone();
          for (int cell = feature; cell < values.length; cell += patient.featureCount()) {
            values[cell] = to.apply(values[cell]);
          }
          return new Patient(patient.times(), values, patient.statics());
        });
  }

  private static Cohort withoutValues(Cohort cohort) {
    return change(
        cohort,
        patient -> {
          float[] values = new float[patient.values().length];
          Arrays.fill(values, Float.NaN);
          return new Patient(patient.times(), values, patient.statics());
        });
  }

  private static Cohort ofLength(Cohort cohort, int length) {
    return change(
        cohort,
        patient ->
            new Patient(
                Arrays.copyOf(patient.times(), length),
                Arrays.copyOf(patient.values(), length * patient.featureCount()),
                patient.statics()));
  }

  private static Cohort withStatics(Cohort cohort, float[] statics) {
    return change(
        cohort, patient -> new Patient(patient.times(), patient.values(), statics.clone()));
  }

  private static Cohort withTimes(Cohort cohort, float time) {
    return change(
        cohort,
        patient -> {
          float[] times = new float[patient.length()];
          Arrays.fill(times, 1, times.length, time);
          return new Patient(times, patient.values(), patient.statics());
        });
  }

  private static Cohort withoutStatics(Cohort cohort) {
    Schema schema =
        new Schema("days", SCHEMA.steps(), SCHEMA.horizon(), SCHEMA.features(), List.of());
    return new Cohort(
        schema,
        cohort.patients().stream()
            .map(patient -> new Patient(patient.times(), patient.values(), new float[0]))
            .toList());
  }
}
