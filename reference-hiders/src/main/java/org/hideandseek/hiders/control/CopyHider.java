package org.hideandseek.hiders.control;

import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;

/** Releases the members themselves, each once before any is repeated. */
public final class CopyHider implements Hider {

  @Override
  public Cohort release(Task task, Cohort members) {
    return members.select(
        Draw.withoutReplacement(members.size(), task.records(), new SplittableRandom(task.seed())));
  }
}
