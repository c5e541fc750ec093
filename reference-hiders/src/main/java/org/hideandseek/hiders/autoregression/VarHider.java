package org.hideandseek.hiders.autoregression;

import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;
import org.hideandseek.hiders.HidingException;

public final class VarHider implements Hider {

  @Override
  public Cohort release(Task task, Cohort members) {
    throw new HidingException("not yet");
  }
}
