package org.hideandseek.seekers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/** Simulated people, some of whom a release gives away. */
public final class Crowd {
  public static final Schema SCHEMA =
      new Schema(
          "days",
          30,
          1000,
          List.of(
              Variable.numeric("pressure", "mmHg", 0, 300),
              Variable.numeric("lab", "mmol/l", -1000, 1000),
              Variable.binary("smoke")),
          List.of(
              Variable.numeric("age", "years", 0, 200),
              Variable.categorical("ward", List.of("north", "south", "west"))));

  private Crowd() {}

  /** People whose steps are measured one time in two. */
  public static Cohort of(int size, SplittableRandom random) {
    List<Patient> patients = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int length = 1 + random.nextInt(SCHEMA.steps());
      float[] times = new float[length];
      float[] values = new float[3 * length];
      double level = random.nextGaussian();
      for (int step = 0; step < length; step++) {
        times[step] = step == 0 ? 0 : times[step - 1] + 10 * random.nextFloat();
        values[3 * step] = half((float) (150 + 10 * (level + random.nextGaussian())), random);
        values[3 * step + 1] = half((float) (level + random.nextGaussian()), random);
        values[3 * step + 2] = half(level > 1 ? 1 : 0, random);
      }
      patients.add(
          new Patient(
              times,
              values,
              new float[] {
                half(60 + 10 * (float) random.nextGaussian(), random), random.nextInt(3)
              }));
    }
    return new Cohort(SCHEMA, patients);
  }

  private static float half(float value, SplittableRandom random) {
    return random.nextBoolean() ? value : Float.NaN;
  }

  public static Cohort nobody() {
    return new Cohort(SCHEMA, List.of());
  }

  /** People of two steps of whom nothing is known. */
  public static Cohort blank(int size) {
    float[] nothing = new float[6];
    Arrays.fill(nothing, Float.NaN);
    Patient patient = new Patient(new float[] {0, 0}, nothing, new float[] {Float.NaN, Float.NaN});
    return new Cohort(SCHEMA, List.of(patient)).select(new int[size]);
  }

  /** Members at even, non-members at odd positions. */
  public static Cohort interleaved(Cohort members, Cohort others) {
    List<Patient> candidates = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      candidates.add(members.patient(i));
      candidates.add(others.patient(i));
    }
    return new Cohort(SCHEMA, candidates);
  }

  /** The area under the ROC curve of scores for {@link #interleaved} candidates. */
  public static double auc(float[] scores) {
    double won = 0;
    for (int member = 0; member < scores.length; member += 2) {
      for (int other = 1; other < scores.length; other += 2) {
        won += (Math.signum(scores[member] - scores[other]) + 1) / 2.0;
      }
    }
    return won / (scores.length / 2.0) / (scores.length / 2.0);
  }
}
