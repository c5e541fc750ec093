package org.hideandseek.hiders.par;

import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.LearnedReleaseContract;

class ParHiderTest extends LearnedReleaseContract {
  private static final Cohort RELEASE =
      new ParHider(System.out, 0.6).release(Task.hider(22, MEMBERS.size(), 60, 0), MEMBERS);

  @Override
  protected Cohort release() {
    return RELEASE;
  }

  @Override
  protected double gapTolerance() {
    return 0.5;
  }
}
