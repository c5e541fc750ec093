package org.hideandseek.scoring.audit;

/**
 * One test of a hypothesis that holds in a challenge without a leak.
 *
 * @param check the check that it belongs to
 * @param what was tested, in words that go on after "by"
 * @param auc how well it tells the one from the other: 0.5 not at all, 0 or 1 always
 * @param p probability of so much or more where there is no leak, not corrected
 */
public record Trial(String check, String what, double auc, double p) {

  public Trial {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(p + " is no probability");
    }
  }
}
