package org.hideandseek.platform.report;

import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.report.MatchReport.Guesses;
import org.hideandseek.platform.report.MatchReport.Threshold;
import org.hideandseek.scoring.privacy.EpsilonBound;
import org.hideandseek.scoring.privacy.OneRunAudit;

/**
 * What matches say about a claim: the largest of their lower bounds on epsilon at the claim's
 * delta. Each match gives two, and each holds at so high a level that with 95 % confidence all of
 * them do (Bonferroni), so that many seekers refute an honest hider no sooner than one.
 *
 * @param lowerBound 0 where nothing can be said
 * @param delta the claim's
 * @param matches how many there are
 */
public record EpsilonEvidence(double lowerBound, double delta, int matches) {
  private static final double ALPHA = 0.05;
  private static final int BOUNDS_OF_A_MATCH = 2;

  /**
   * The evidence of matches on the same release.
   *
   * @param delta in [0, 1)
   * @return empty if there are no matches
   */
  public static Optional<EpsilonEvidence> of(List<MatchReport> matches, double delta) {
    if (matches.isEmpty()) {
      return Optional.empty();
    }
    double level = ALPHA / (BOUNDS_OF_A_MATCH * matches.size());
    double largest = 0;
    for (MatchReport match : matches) {
      Threshold threshold = match.epsilon();
      largest =
          Math.max(
              largest,
              EpsilonBound.ofCounts(
                      threshold.truePositives(),
                      threshold.members(),
                      threshold.falsePositives(),
                      threshold.nonMembers(),
                      delta,
                      level)
                  .epsilon());
      Guesses guesses = match.oneRun();
      largest =
          Math.max(
              largest,
              OneRunAudit.ofCounts(
                      guesses.candidates(), guesses.guesses(), guesses.right(), delta, level)
                  .epsilon());
    }
    return Optional.of(new EpsilonEvidence(largest, delta, matches.size()));
  }

  /** Whether a claim at this delta can't hold, at 95 %. */
  public boolean refutes(ClaimReport claim) {
    return lowerBound > claim.epsilon();
  }
}
