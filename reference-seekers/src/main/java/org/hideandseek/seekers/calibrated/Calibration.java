package org.hideandseek.seekers.calibrated;

/**
 * How the distance to the closest released patient is held against that to the closest reference
 * patient: who is close to everybody is close to the release without having been in it.
 */
public enum Calibration {
  /** Minus the difference of the distances: DCR-Diff of Synth-MIA. */
  DIFFERENCE {
    @Override
    double score(double toRelease, double toReference) {
      return Math.sqrt(toReference) - Math.sqrt(toRelease);
    }
  },
  /**
   * The logistic function of minus the difference of the squared distances: calibrated GAN-Leaks
   * (Chen et al., CCS 2020), with the reference itself in the place of a generator's samples, as in
   * the package of DOMIAS.
   */
  GAN_LEAKS {
    @Override
    double score(double toRelease, double toReference) {
      return 1 / (1 + Math.exp(toRelease - toReference));
    }
  };

  /**
   * A candidate's score.
   *
   * @param toRelease squared distance to the closest released patient
   * @param toReference squared distance to the closest reference patient
   * @return higher = likelier a member
   */
  abstract double score(double toRelease, double toReference);
}
