package org.hideandseek.seekers.battery;

import java.util.ArrayList;
import java.util.List;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Evidence;

/**
 * The attacks that others combine: those that need release and candidates alone, and those that
 * need reference patients too.
 */
public final class Battery {
  private final List<Attack> unaided;
  private final List<Attack> aided;

  /**
   * A battery.
   *
   * @param unaided attacks that need release and candidates alone
   * @param aided attacks that need reference patients too
   */
  public Battery(List<Attack> unaided, List<Attack> aided) {
    this.unaided = List.copyOf(unaided);
    this.aided = List.copyOf(aided);
  }

  /**
   * The scores of all attacks that this evidence allows; shadows are not looked at.
   *
   * @return [attacks][candidates], higher = likelier a member, on the scale that each attack's unit
   *     is steady on; the same attacks in the same order for all evidence with reference patients,
   *     and for all without
   */
  public double[][] scores(Task task, Evidence evidence) {
    List<Attack> attacks = new ArrayList<>(unaided);
    if (evidence.reference().isPresent()) {
      attacks.addAll(aided);
    }
    double[][] scores = new double[attacks.size()][evidence.candidates().size()];
    for (int a = 0; a < scores.length; a++) {
      float[] said = attacks.get(a).seeker().score(task, evidence);
      for (int i = 0; i < said.length; i++) {
        scores[a][i] = attacks.get(a).unit().steady(said[i]);
      }
    }
    return scores;
  }
}
