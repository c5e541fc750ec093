package org.hideandseek.hiders.gan;

import org.hideandseek.hiders.scaling.PatientCopula;
import org.hideandseek.hiders.scaling.Regressors;

/** A patient's statics as networks see them. */
final class Background {
  private final PatientCopula copula;
  private final int statics;

  Background(PatientCopula copula, int statics) {
    this.copula = copula;
    this.statics = statics;
  }

  /** The channels of some statics; a single zero where the schema has none. */
  float[] of(float[] values) {
    Regressors all = new Regressors();
    for (int s = 0; s < statics; s++) {
      all.addAll(copula.coded(s, values[s]));
    }
    return statics == 0 ? new float[1] : all.toFloats();
  }

  /** How many channels there are. */
  int width() {
    return of(new float[statics]).length;
  }
}
