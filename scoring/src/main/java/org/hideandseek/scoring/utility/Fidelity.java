package org.hideandseek.scoring.utility;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What is shown beside the total: how like real patients a release is, and how much of the members
 * is in it. Nothing of it counts. A number that is not defined, such as one about nearest others
 * where there is only one, is empty.
 *
 * @param discriminative |accuracy - 0.5| of a classifier between it and the holdout (Yoon et al.,
 *     NeurIPS 2019; XGBoost on summaries of each patient), in [0, 0.5]
 * @param alphaPrecision share of it that looks like holdout patients, at most 1 (Alaa et al., ICML
 *     2022)
 * @param betaRecall share of the holdout that it covers, at most 1 (the same)
 * @param discrepancy squared maximum mean discrepancy to the holdout (Gretton et al., JMLR 2012;
 *     Gaussian kernel, median distance), at least 0
 * @param variables distances of single variables to the holdout
 * @param lengthSimilarity 1 - Kolmogorov and Smirnov's distance of the numbers of steps to those of
 *     the holdout
 * @param features how alike the courses of single features are
 * @param authenticity share of it that is not closer to its nearest member than that member is to
 *     the nearest other one (Alaa et al.); of real people: of the holdout
 * @param adversarialAccuracy nearest-neighbour adversarial accuracy against the members; of real
 *     people: against the holdout (Yale et al., Neurocomputing 2020)
 * @param closestStatics mean distance of its statics to those of the closest member (Gower's
 *     distance, in [0, 1]; SDMetrics: distance to the closest record); of real people: of the
 *     holdout
 * @param closerToMembers share of it that is closer to members than to as many holdout patients,
 *     0.5 being expected of what has not seen the members
 * @param identicalShare share of it that is, number by number, a member; of real people: of the
 *     holdout
 * @param nearCopyShare share of it in {@code nearCopies}; of real people: of the holdout
 * @param nearCopies patients of the release that are at most a quarter as far from their nearest
 *     member as that is from the nearest other member, in order
 */
public record Fidelity(
    Contrast discriminative,
    Contrast alphaPrecision,
    Contrast betaRecall,
    Contrast discrepancy,
    List<VariableDistance> variables,
    Contrast lengthSimilarity,
    List<FeatureSimilarity> features,
    Contrast authenticity,
    Contrast adversarialAccuracy,
    Contrast closestStatics,
    OptionalDouble closerToMembers,
    Contrast identicalShare,
    Contrast nearCopyShare,
    List<NearCopy> nearCopies) {

  public Fidelity {
    variables = List.copyOf(variables);
    features = List.copyOf(features);
    nearCopies = List.copyOf(nearCopies);
  }

  /**
   * A number of the release, and what real people get in its place.
   *
   * @param release of the release
   * @param real of real people: of the members, unless said otherwise
   */
  public record Contrast(OptionalDouble release, OptionalDouble real) {
    /** How much more the release has; empty if either is not defined. */
    public OptionalDouble excess() {
      return release.isPresent() && real.isPresent()
          ? OptionalDouble.of(release.getAsDouble() - real.getAsDouble())
          : OptionalDouble.empty();
    }
  }

  /**
   * How far the distribution of a variable is from that of the holdout.
   *
   * @param name of the feature or static
   * @param largest Kolmogorov and Smirnov's distance, in [0, 1]; for codes the total variation
   *     distance
   * @param wasserstein W1 in standard deviations of the holdout; for codes as {@code largest}
   */
  public record VariableDistance(String name, Contrast largest, Contrast wasserstein) {}

  /**
   * How alike the courses of a feature are to those of the holdout, each 1 where there is no
   * difference (SDMetrics: InterRowMSAS, StatisticMSAS, MissingValueSimilarity).
   *
   * @param name of the feature
   * @param differences 1 - Kolmogorov and Smirnov's distance of the differences of consecutive
   *     measurements
   * @param means the same of the patients' means
   * @param missing 1 - |difference| of the shares of steps without a value
   */
  public record FeatureSimilarity(
      String name, Contrast differences, Contrast means, Contrast missing) {}

  /**
   * A patient of the release that is nearly a member.
   *
   * @param release position in the release
   * @param member position among the members
   * @param distance {@code sqrt(D / m * sum (a - b)^2)} over the m of D numbers that both have, in
   *     the members' standard deviations; 0 for a copy
   */
  public record NearCopy(int release, int member, double distance) {}
}
