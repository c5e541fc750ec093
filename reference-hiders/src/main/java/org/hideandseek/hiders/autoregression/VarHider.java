package org.hideandseek.hiders.autoregression;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;
import org.hideandseek.hiders.HidingException;
import org.hideandseek.hiders.scaling.PatientCopula;

/**
 * The statistical baseline: vector autoregression in normal scores on irregular steps. What it
 * releases are draws from a few hundred coefficients and smoothed quantiles; no member's values,
 * times or lengths are carried over. It promises no differential privacy.
 */
public final class VarHider implements Hider {
  @Override
  public Cohort release(Task task, Cohort members) {
    HidingException.refuseFew(members.size());
    SplittableRandom random = new SplittableRandom(task.seed());
    Dynamics dynamics = new Dynamics(members, new PatientCopula(members, random), random);
    List<Patient> released = new ArrayList<>(task.records());
    for (int i = 0; i < task.records(); i++) {
      released.add(dynamics.draw(random));
    }
    return new Cohort(members.schema(), released);
  }
}
