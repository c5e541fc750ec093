package org.hideandseek.hiders.control;

import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;

/** Releases members drawn with replacement: about 37 % of them stay out of sight. */
public final class BootstrapHider implements Hider {

  @Override
  public Cohort release(Task task, Cohort members) {
    return members.select(
        Draw.withReplacement(members.size(), task.records(), new SplittableRandom(task.seed())));
  }
}
