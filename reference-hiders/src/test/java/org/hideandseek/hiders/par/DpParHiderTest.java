package org.hideandseek.hiders.par;

import org.hideandseek.challenges.accounting.Composition;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.DpTrainingContract;
import org.hideandseek.hiders.PrivateHider;
import org.hideandseek.hiders.Release;

class DpParHiderTest extends DpTrainingContract {
  private final DpParHider hider = new DpParHider(System.out, 0.01, 1);

  @Override
  protected PrivateHider hider() {
    return hider;
  }

  @Override
  protected Release release(Task task, Cohort members, double sigma) {
    return hider.release(
        task,
        members,
        Composition.of(new SubsampledGaussian(sigma, 1, 1), new SubsampledGaussian(sigma, 0.5, 4)));
  }
}
