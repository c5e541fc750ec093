package org.hideandseek.scoring.privacy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hideandseek.scoring.Interval;

/**
 * How well a seeker's scores tell members from non-members. Higher scores mean likelier a member.
 *
 * @param members m, at least 1
 * @param nonMembers n, at least 1
 * @param auc the probability that a random member scores above a random non-member, ties counting
 *     half (Mann-Whitney with mid-ranks); in [0, 1]
 * @param aucInterval 95 %, within [0, 1]; see {@link #score(double[], boolean[])}
 * @param aucVariance estimated variance of {@code auc} over draws of candidates; positive
 * @param tprAtFpr true positive rate by false positive rate, for every rate of {@link #RATES}
 * @param accuracy expected share of right labels when the m highest scores are labelled members
 * @param balancedAccuracy (TPR + TNR) / 2 of the same labelling
 */
public record MatchPrivacy(
    int members,
    int nonMembers,
    double auc,
    Interval aucInterval,
    double aucVariance,
    Map<Double, Double> tprAtFpr,
    double accuracy,
    double balancedAccuracy) {

  /** The false positive rates at which the true positive rate is read. */
  public static final List<Double> RATES = List.of(0.001, 0.01, 0.1);

  static final double CONFIDENCE = 0.95;

  public MatchPrivacy {
    tprAtFpr = Collections.unmodifiableMap(new TreeMap<>(tprAtFpr));
  }

  /** TPR - FPR of the labelling "as many as were members", in [-1, 1]; 0 is chance. */
  public double advantage() {
    return 2 * balancedAccuracy - 1;
  }

  /**
   * What Hanley and McNeil (Radiology 1982;143:29-36) take for the variance of the AUC, knowing
   * nothing but it and the sizes: {@code [A(1-A) + (m-1)(Q1-A^2) + (n-1)(Q2-A^2)] / (mn)} with
   * {@code Q1 = A/(2-A)} and {@code Q2 = 2A^2/(1+A)}. For comparison only: intervals use {@link
   * #aucVariance()}.
   */
  public double hanleyMcNeilVariance() {
    double square = auc * auc;
    double q1 = auc / (2 - auc);
    double q2 = 2 * square / (1 + auc);
    return (auc * (1 - auc) + (members - 1) * (q1 - square) + (nonMembers - 1) * (q2 - square))
        / members
        / nonMembers;
  }

  /** As {@link #score(double[], boolean[])}. */
  public static MatchPrivacy score(float[] scores, boolean[] member) {
    double[] wide = new double[scores.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = scores[i];
    }
    return score(wide, member);
  }

  /**
   * The accuracy of 2020: of a seeker whose scores are labels as well, above 0.5 for a member, and
   * however many members it names (Jordon et al., arXiv 2007.12087). It is the number of right
   * labels divided by that of candidates, rounded once.
   */
  public static double labelAccuracy(float[] scores, boolean[] member) {
    int right = 0;
    for (int i = 0; i < scores.length; i++) {
      right += scores[i] > 0.5f == member[i] ? 1 : 0;
    }
    return (double) right / scores.length;
  }

  /**
   * Scores one match, in the time of one sort. {@link PrivacyReport} has the intervals of the other
   * numbers, their chance bands and the bounds on epsilon.
   *
   * <p>Interval of the AUC: {@code auc ± 1.96 sqrt(variance)} with the variance of DeLong, DeLong
   * and Clarke-Pearson (Biometrics 1988;44:837-845), clamped to [0, 1]. Where that variance is 0
   * (perfect separation, either way round, or all scores equal) or undefined (one member or one
   * non-member only), it says nothing about other candidates; the interval is then the score
   * interval of Newcombe (Statistics in Medicine 2006;25:559-573, method 5), and the variance that
   * of a normal interval of the same width.
   *
   * <p>TPR at FPR f is read from the empirical ROC curve, on which tied scores make one straight
   * segment, by linear interpolation; where the curve rises vertically at f, its upper end counts.
   *
   * <p>Ties at the threshold of the labelling are split at random; the accuracies are expectations
   * over that.
   *
   * @param scores [candidates] any number or infinity, higher = likelier a member
   * @param member [candidates] the truth
   * @throws IllegalArgumentException if the lengths differ, a score is NaN, or there is no member
   *     or no non-member
   */
  public static MatchPrivacy score(double[] scores, boolean[] member) {
    return Separation.of(scores, member).privacy();
  }
}
