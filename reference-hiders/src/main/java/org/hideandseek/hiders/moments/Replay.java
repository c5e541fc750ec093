package org.hideandseek.hiders.moments;

import java.util.List;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.scaling.Regressors;

/** Lets happen what happened in a patient, and tells of every decision. */
final class Replay implements Journey.Script {
  /** Is told a decision before it is carried out. */
  interface Notes {
    /**
     * One decision.
     *
     * @param at its position among {@link Decision#all}
     * @param regressors what it depends on; only valid during the call
     * @param decided a normal score, a code, or whether measured (0 or 1)
     */
    void take(int at, Regressors regressors, double decided);
  }

  private final MomentScale scale;
  private final List<Decision> decisions;
  private final Patient patient;
  private final Notes notes;

  Replay(MomentScale scale, Patient patient, Notes notes) {
    this.scale = scale;
    this.decisions = scale.decisions();
    this.patient = patient;
    this.notes = notes;
  }

  /** Walks through the patient. */
  void walk() {
    scale.journey(patient).walk(patient.statics(), this);
  }

  private void take(Journey journey, int at, double decided) {
    notes.take(at, journey.regressors(decisions.get(at)), decided);
  }

  @Override
  public double gap(Journey journey) {
    int step = journey.step();
    float gap = patient.times()[step] - patient.times()[step - 1];
    take(journey, Decision.gap(step == 1), scale.coding().gap().score(gap));
    return gap;
  }

  @Override
  public void measured(Journey journey, boolean[] measured) {
    for (int f = 0; f < measured.length; f++) {
      boolean observed = patient.observed(journey.step(), f);
      take(journey, Decision.measured(f, journey.step() == 0), observed ? 1 : 0);
      measured[f] = observed;
    }
  }

  @Override
  public float value(Journey journey, int feature) {
    float value = patient.value(journey.step(), feature);
    boolean numeric = scale.coding().numeric(feature);
    take(
        journey,
        Decision.value(feature, !journey.known(feature)),
        numeric ? scale.coding().number(feature).score(value) : value);
    return value;
  }
}
