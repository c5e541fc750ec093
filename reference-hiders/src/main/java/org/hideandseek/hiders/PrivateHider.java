package org.hideandseek.hiders;

import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;

/** A hider that claims differential privacy for its releases. */
public interface PrivateHider extends Hider {

  /**
   * Makes a release with its claim. It must not refuse members for what only they show, such as
   * their number: a refusal is an answer, too.
   *
   * @see Hider#release
   */
  Release releasePrivately(Task task, Cohort members);

  @Override
  default Cohort release(Task task, Cohort members) {
    return releasePrivately(task, members).cohort();
  }
}
