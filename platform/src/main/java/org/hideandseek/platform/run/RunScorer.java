package org.hideandseek.platform.run;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.report.MatchReport;
import org.hideandseek.platform.report.NearCopy;
import org.hideandseek.platform.report.ReleaseReport;
import org.hideandseek.platform.submission.Format;
import org.hideandseek.scoring.Scorer;
import org.hideandseek.scoring.privacy.MatchPrivacy;
import org.hideandseek.scoring.privacy.PrivacyReport;
import org.hideandseek.scoring.utility.Fidelity;
import org.hideandseek.scoring.utility.FidelityReferee;
import org.hideandseek.scoring.utility.Gate2020;
import org.hideandseek.scoring.utility.UtilityReferee;
import org.hideandseek.scoring.utility.UtilityReport;

/**
 * Scores what was played on one split: what a run stores is what comes out here, and follows from
 * the arguments alone. So whoever has the patients and the files of a finished run can compute its
 * result again, to the last digit.
 *
 * <p>It holds the split's real patients and what was learned from them, does not change, and any
 * number of threads may use it.
 */
public final class RunScorer {
  private final UtilityReferee utility;
  private final FidelityReferee fidelity;

  private RunScorer(UtilityReferee utility, FidelityReferee fidelity) {
    this.utility = utility;
    this.fidelity = fidelity;
  }

  /**
   * Prepares the scoring of a split's releases.
   *
   * @param members the real patients that the releases are made from, at least one
   * @param holdout the split's holdout patients, at least one
   * @param facets that the challenge lists, at least one
   * @param seed of all that is random, {@code OpenChallenge.utilitySeed(split).forContainer()}
   * @throws IllegalArgumentException if one of these is empty or the schemas differ
   */
  public static RunScorer of(Cohort members, Cohort holdout, List<Facet> facets, long seed) {
    return new RunScorer(
        UtilityReferee.of(members, holdout, facets, seed),
        FidelityReferee.of(members, holdout, seed));
  }

  /**
   * A release with all that is told about it.
   *
   * @param released what the hider wrote, in the challenge's schema
   * @param files where it is kept: the four arrays by their names in the contract
   */
  public ScoredRelease score(Cohort released, Map<String, BlobId> files) {
    UtilityReport useful = utility.score(released);
    Fidelity alike = fidelity.compare(released);
    return new ScoredRelease(
        result(useful, files), ReleaseReport.of(useful, alike), NearCopy.of(alike));
  }

  /**
   * The result of a release.
   *
   * @param released what the hider wrote, in the challenge's schema
   * @param files where it is kept: the four arrays by their names in the contract
   */
  public ReleaseResult release(Cohort released, Map<String, BlobId> files) {
    return result(utility.score(released), files);
  }

  private static ReleaseResult result(UtilityReport report, Map<String, BlobId> files) {
    Map<String, Double> facets = new TreeMap<>();
    report.facets().forEach((facet, skill) -> facets.put(facet.word(), skill));
    return new ReleaseResult(
        files,
        report.total(),
        report.totalInterval().low(),
        report.totalInterval().high(),
        facets,
        Optional.of(Gate2020.of(report))
            .filter(gate -> !gate.models().isEmpty())
            .map(Gate2020::passed),
        Scorer.VERSION,
        Optional.empty());
  }

  /** A match with all that is told about it; arguments as of {@link #match}. */
  public static ScoredMatch score(float[] scores, boolean[] member, Format seeker, BlobId stored) {
    double[] wide = new double[scores.length];
    Arrays.setAll(wide, i -> scores[i]);
    MatchResult result = match(scores, member, seeker, stored);
    return new ScoredMatch(
        result, MatchReport.of(PrivacyReport.of(wide, member)).withAccuracy(result.accuracy()));
  }

  /**
   * The result of a match.
   *
   * @param scores [candidates] what the seeker wrote, higher = likelier a member
   * @param member [candidates] the truth, in the order in which the seeker saw the candidates:
   *     {@link MatchCandidates#member}
   * @param seeker what its upload is: the accuracy of one in the format of 2020 is that of its
   *     labels
   * @param stored where the scores are kept
   * @throws IllegalArgumentException if the lengths differ, a score is NaN, or there is no member
   *     or no non-member
   */
  public static MatchResult match(float[] scores, boolean[] member, Format seeker, BlobId stored) {
    MatchPrivacy privacy = MatchPrivacy.score(scores, member);
    double accuracy =
        switch (seeker) {
          case IMAGE -> privacy.accuracy();
          case ZIP_2020 -> MatchPrivacy.labelAccuracy(scores, member);
        };
    return new MatchResult(
        stored,
        privacy.members(),
        privacy.nonMembers(),
        privacy.auc(),
        privacy.aucInterval().low(),
        privacy.aucInterval().high(),
        privacy.aucVariance(),
        privacy.tprAtFpr().get(0.001),
        privacy.tprAtFpr().get(0.01),
        privacy.tprAtFpr().get(0.1),
        accuracy,
        privacy.balancedAccuracy(),
        Scorer.VERSION);
  }
}
