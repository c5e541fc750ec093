package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/**
 * A population with known structure: an outcome that follows from age, AR(1) around a level of
 * one's own that follows from age, a code that persists, irregular gaps, lengths that vary, and
 * features that tend to be measured together and again. And releases that destroy one thing or
 * another.
 */
final class Planted {
  static final Schema SCHEMA =
      new Schema(
          "days",
          30,
          1000,
          List.of(
              Variable.numeric("pulse", "1/min", 0, 300),
              Variable.numeric("lactate", "mmol/L", 0, 100),
              Variable.categorical("rhythm", List.of("sinus", "paced", "other"))),
          List.of(
              Variable.numeric("age", "years", 0, 120),
              Variable.categorical("unit", List.of("a", "b", "c")),
              Variable.binary("died").asOutcome()));

  private Planted() {}

  static Cohort people(SplittableRandom random, int n) {
    List<Patient> patients = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      patients.add(person(random));
    }
    return new Cohort(SCHEMA, patients);
  }

  private static Patient person(SplittableRandom random) {
    int length = 3 + Math.min(27, (int) (-8 * Math.log(random.nextDouble())));
    double age = Math.max(18, Math.min(100, 60 + 15 * random.nextGaussian()));
    float[] statics = {
      (float) age,
      random.nextDouble() < 0.3 ? Float.NaN : random.nextInt(3),
      random.nextDouble() < 1 / (1 + Math.exp((65 - age) / 5)) ? 1 : 0
    };
    float[] times = new float[length];
    float[] values = new float[length * 3];
    double level = 0.5 * (age - 60) / 15 + 0.5 * random.nextGaussian();
    double pulse = random.nextGaussian();
    double lactate = random.nextGaussian();
    int rhythm = random.nextInt(3);
    boolean sampled = random.nextBoolean();
    for (int t = 0; t < length; t++) {
      if (t > 0) {
        times[t] = times[t - 1] + (float) Math.exp(random.nextGaussian());
        pulse = 0.8 * pulse + 0.6 * random.nextGaussian();
        lactate = 0.5 * lactate + 0.4 * pulse + 0.6 * random.nextGaussian();
        rhythm = random.nextDouble() < 0.85 ? rhythm : random.nextInt(3);
        sampled = random.nextDouble() < 0.7 == sampled;
      }
      values[3 * t] = (float) (80 + 15 * (pulse + level));
      values[3 * t + 1] = sampled ? (float) Math.exp(0.5 + 0.5 * lactate) : Float.NaN;
      values[3 * t + 2] = sampled || random.nextDouble() < 0.2 ? rhythm : Float.NaN;
    }
    return new Patient(times, values, statics);
  }

  /** Each step is a random one of all, with noise; lengths, gaps and statics stay. */
  static Cohort shuffled(Cohort members, double strength, SplittableRandom random) {
    List<Patient> all = members.patients();
    List<Patient> patients = new ArrayList<>();
    for (Patient patient : all) {
      float[] values = new float[patient.values().length];
      for (int t = 0; t < patient.length(); t++) {
        Patient donor;
        do {
          donor = all.get(random.nextInt(all.size()));
        } while (random.nextInt(30) >= donor.length());
        System.arraycopy(donor.values(), 3 * random.nextInt(donor.length()), values, 3 * t, 3);
      }
      patients.add(new Patient(patient.times(), values, patient.statics()));
    }
    return noisy(new Cohort(SCHEMA, patients), strength, random);
  }

  /** Gaussian noise on the numeric features and the age. */
  static Cohort noisy(Cohort members, double strength, SplittableRandom random) {
    List<Patient> patients = new ArrayList<>();
    for (Patient patient : members.patients()) {
      float[] values = patient.values().clone();
      for (int t = 0; t < patient.length(); t++) {
        values[3 * t] += (float) (18.4 * strength * random.nextGaussian());
        values[3 * t + 1] += (float) (1.35 * strength * random.nextGaussian());
      }
      float[] statics = patient.statics().clone();
      statics[0] += (float) (15 * strength * random.nextGaussian());
      patients.add(new Patient(patient.times(), values, statics));
    }
    return new Cohort(SCHEMA, patients);
  }

  /** One patient of typical length and values, over and over. */
  static Cohort constant(int n) {
    float[] times = new float[8];
    float[] values = new float[24];
    for (int t = 0; t < 8; t++) {
      times[t] = t;
      values[3 * t] = 80;
      values[3 * t + 1] = 1.65f;
      values[3 * t + 2] = 0;
    }
    return repeated(new Patient(times, values, new float[] {60, 0, 0}), n);
  }

  static Cohort repeated(Patient patient, int n) {
    return new Cohort(SCHEMA, Collections.nCopies(n, patient));
  }
}
