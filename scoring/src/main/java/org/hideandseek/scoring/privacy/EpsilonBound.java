package org.hideandseek.scoring.privacy;

import org.hideandseek.scoring.Proportion;

/**
 * A lower bound on the epsilon of whoever made the release, from one labelling of candidates.
 *
 * @param epsilon 0 or above; 0 if nothing can be claimed
 * @param delta that goes with it, in [0, 1)
 * @param members on which it is computed
 * @param truePositives of them
 * @param nonMembers on which it is computed
 * @param falsePositives of them
 */
public record EpsilonBound(
    double epsilon,
    double delta,
    int members,
    int truePositives,
    int nonMembers,
    int falsePositives) {

  /**
   * The larger of {@code ln((TPR_low - delta) / FPR_up)} and {@code ln((TNR_low - delta) /
   * FNR_up)}, and not below 0, the rates being Clopper-Pearson bounds at alpha / 2 each (Nasr et
   * al., arXiv 2101.04535, section 4). TNR_low = 1 - FPR_up and FNR_up = 1 - TPR_low, so that both
   * directions rest on the same two events: together they fail with at most alpha, and the larger
   * needs no further correction.
   *
   * <p>This holds for labels that were fixed before these candidates were looked at, and candidates
   * that are labelled independently of each other.
   *
   * @param truePositives members labelled members
   * @param members at least 1
   * @param falsePositives non-members labelled members
   * @param nonMembers at least 1
   * @param delta in [0, 1)
   * @param alpha strictly between 0 and 1: how often the bound may exceed the true epsilon
   * @throws IllegalArgumentException if these do not fit together
   */
  public static EpsilonBound ofCounts(
      int truePositives,
      int members,
      int falsePositives,
      int nonMembers,
      double delta,
      double alpha) {
    checkDelta(delta);
    double tprLow = Proportion.clopperPearsonLow(truePositives, members, alpha / 2);
    double fprUp = Proportion.clopperPearsonHigh(falsePositives, nonMembers, alpha / 2);
    return new EpsilonBound(
        larger(tprLow, fprUp, delta), delta, members, truePositives, nonMembers, falsePositives);
  }

  static void checkDelta(double delta) {
    if (!(delta >= 0 && delta < 1)) {
      throw new IllegalArgumentException("delta lies in [0, 1), not at " + delta);
    }
  }

  static double larger(double tprLow, double fprUp, double delta) {
    double ratio = Math.max((tprLow - delta) / fprUp, (1 - fprUp - delta) / (1 - tprLow));
    return ratio > 1 ? Math.log(ratio) : 0;
  }
}
