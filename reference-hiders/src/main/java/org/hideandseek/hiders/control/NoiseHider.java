package org.hideandseek.hiders.control;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;

/** Releases each member once, with Gaussian noise on what is numeric; times are kept. */
public final class NoiseHider implements Hider {
  private final double strength;

  /**
   * A hider of one strength.
   *
   * @param strength in standard deviations of each variable
   */
  public NoiseHider(double strength) {
    this.strength = strength;
  }

  @Override
  public Cohort release(Task task, Cohort members) {
    SplittableRandom random = new SplittableRandom(task.seed());
    GaussianNoise noise = new GaussianNoise(members, strength);
    List<Patient> released = new ArrayList<>(task.records());
    for (int position : Draw.withoutReplacement(members.size(), task.records(), random)) {
      Patient member = members.patient(position);
      released.add(
          new Patient(
              member.times().clone(),
              noise.onSteps(member.values(), random),
              noise.onStatics(member.statics(), random)));
    }
    return new Cohort(members.schema(), released);
  }
}
