package org.hideandseek.hiders.control;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;

/**
 * Pools all steps over patients and time; every released step is a random one from the pool, with
 * noise. Lengths, time gaps and statics are drawn from pools of their own. This won the NeurIPS
 * 2020 challenge, whose utility rule did not look at time.
 */
public final class RowShuffleHider implements Hider {
  private final double strength;

  /**
   * A hider of one strength.
   *
   * @param strength of the noise, in standard deviations of each variable
   */
  public RowShuffleHider(double strength) {
    this.strength = strength;
  }

  @Override
  public Cohort release(Task task, Cohort members) {
    SplittableRandom random = new SplittableRandom(task.seed());
    GaussianNoise noise = new GaussianNoise(members, strength);
    Schema schema = members.schema();
    int width = schema.featureCount();
    float[] rows = rows(members);
    float[] gaps = gaps(members);
    List<Patient> released = new ArrayList<>(task.records());
    for (int i = 0; i < task.records(); i++) {
      int length = Draw.anyone(members, random).length();
      float[] values = new float[length * width];
      for (int step = 0; step < length; step++) {
        int row = random.nextInt(rows.length / width);
        System.arraycopy(rows, row * width, values, step * width, width);
      }
      released.add(
          new Patient(
              times(gaps, length, schema.horizon(), random),
              noise.onSteps(values, random),
              noise.onStatics(Draw.anyone(members, random).statics(), random)));
    }
    return new Cohort(schema, released);
  }

  private static float[] times(float[] gaps, int length, float horizon, RandomGenerator random) {
    float[] times = new float[length];
    for (int step = 1; step < length; step++) {
      float gap = gaps[random.nextInt(gaps.length)];
      times[step] = Math.min(horizon, times[step - 1] + gap);
    }
    return times;
  }

  private static float[] rows(Cohort members) {
    float[] rows = new float[members.patients().stream().mapToInt(p -> p.values().length).sum()];
    int end = 0;
    for (Patient patient : members.patients()) {
      System.arraycopy(patient.values(), 0, rows, end, patient.values().length);
      end += patient.values().length;
    }
    return rows;
  }

  private static float[] gaps(Cohort members) {
    float[] gaps = new float[members.patients().stream().mapToInt(p -> p.length() - 1).sum()];
    int end = 0;
    for (Patient patient : members.patients()) {
      for (int step = 1; step < patient.length(); step++) {
        gaps[end++] = patient.times()[step] - patient.times()[step - 1];
      }
    }
    return gaps;
  }
}
