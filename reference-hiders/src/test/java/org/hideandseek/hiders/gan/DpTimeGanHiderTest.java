package org.hideandseek.hiders.gan;

import org.hideandseek.challenges.accounting.Composition;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.DpTrainingContract;
import org.hideandseek.hiders.PrivateHider;
import org.hideandseek.hiders.Release;

class DpTimeGanHiderTest extends DpTrainingContract {
  private final DpTimeGanHider hider = new DpTimeGanHider(System.out, 0.01, 10);

  @Override
  protected PrivateHider hider() {
    return hider;
  }

  @Override
  protected Release release(Task task, Cohort members, double sigma) {
    SubsampledGaussian training = new SubsampledGaussian(sigma, 0.5, 3);
    return hider.release(
        task,
        members,
        Composition.of(new SubsampledGaussian(sigma, 1, 1), training, training, training));
  }
}
