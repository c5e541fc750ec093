package org.hideandseek.hiders.par;

import org.hideandseek.hiders.scaling.PatientCopula;
import org.hideandseek.hiders.scaling.Regressors;

/** Statics as a network sees them. */
record StaticsCode(PatientCopula copula, int width) {

  /**
   * A code for patients with some number of statics.
   *
   * @param statics S
   */
  static StaticsCode of(PatientCopula copula, int statics) {
    return new StaticsCode(copula, code(copula, new float[statics]).length);
  }

  /** The code of [S] statics. */
  double[] of(float[] statics) {
    return code(copula, statics);
  }

  private static double[] code(PatientCopula copula, float[] statics) {
    Regressors code = new Regressors();
    for (int s = 0; s < statics.length; s++) {
      code.addAll(copula.coded(s, statics[s]));
    }
    return code.toDoubles();
  }
}
