package org.hideandseek.hiders;

import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;

/** Learns from real patients and makes synthetic ones. */
public interface Hider {

  /**
   * Makes a release.
   *
   * @param task says how many patients to make, and gives the seed of all randomness: the same task
   *     and members give the same release
   * @param members the training cohort, in an order that means nothing
   * @return {@code task.records()} patients in the schema of the members
   * @throws HidingException if this hider can't learn from these members
   */
  Cohort release(Task task, Cohort members);
}
