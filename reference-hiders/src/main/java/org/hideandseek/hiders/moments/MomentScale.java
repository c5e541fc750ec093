package org.hideandseek.hiders.moments;

import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Drift;
import org.hideandseek.hiders.scaling.PatientCopula;

/**
 * What is known before the moments are: distributions and what a patient has once.
 *
 * @param decisions all of the schema
 */
record MomentScale(Coding coding, PatientCopula copula, List<Decision> decisions) {

  MomentScale(Coding coding, PatientCopula copula) {
    this(coding, copula, Decision.all(coding.schema()));
  }

  /** The journey of a patient that is there already. */
  Journey journey(Patient patient) {
    return journey(
        patient.length(), patient.statics(), Drift.none(coding.schema().featureCount() + 1));
  }

  /** The journey of a patient to be. */
  Journey journey(int length, float[] statics, Drift[] drifts) {
    return new Journey(coding, length, copula.background(length, statics), drifts);
  }

  /** [decisions] how many regressors each has. */
  int[] widths() {
    float[] statics = new float[coding.schema().staticCount()];
    Arrays.fill(statics, Float.NaN);
    Journey journey = journey(1, statics, Drift.none(coding.schema().featureCount() + 1));
    return decisions.stream().mapToInt(d -> journey.regressors(d).size()).toArray();
  }
}
