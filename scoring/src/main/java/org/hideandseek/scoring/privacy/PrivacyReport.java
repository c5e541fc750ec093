package org.hideandseek.scoring.privacy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.hideandseek.scoring.Interval;
import org.hideandseek.scoring.Proportion;

/**
 * All that is said about the privacy of a match, every number with its interval and its chance
 * band. A seeker that is worse than chance stays so: no number is flipped.
 *
 * @param match the estimates
 * @param auc interval as in {@link MatchPrivacy#score(double[], boolean[])}
 * @param tprAtFpr by false positive rate, for every rate of {@link MatchPrivacy#RATES}
 * @param balancedAccuracy of the labelling "as many as were members"
 * @param advantage TPR - FPR of the same labelling, in [-1, 1]; 0 is chance
 * @param epsilon a 95 % lower bound, its threshold chosen on other candidates
 * @param oneRun a 95 % lower bound that holds if membership is an independent fair coin
 */
public record PrivacyReport(
    MatchPrivacy match,
    Measure auc,
    Map<Double, Measure> tprAtFpr,
    Measure balancedAccuracy,
    Measure advantage,
    EpsilonBound epsilon,
    OneRunAudit oneRun) {

  private static final double ALPHA = 1 - MatchPrivacy.CONFIDENCE;

  /** False positives below which the bootstrap of a TPR is not to be trusted. */
  private static final double FEWEST_ALLOWED = 5;

  public PrivacyReport {
    tprAtFpr = Collections.unmodifiableMap(new TreeMap<>(tprAtFpr));
  }

  /**
   * How much is drawn.
   *
   * @param permutations for the chance bands, at least 40
   * @param bootstrapDraws for the intervals, at least 40
   * @param delta of the bounds on epsilon, in [0, 1)
   * @param seed of everything that is drawn
   */
  public record Settings(int permutations, int bootstrapDraws, double delta, long seed) {
    private static final int FEWEST = 40;

    /** 1,000 draws of each, delta 0, one seed for everybody. */
    public static final Settings DEFAULT = new Settings(1000, 1000, 0, 20200701);

    public Settings {
      if (permutations < FEWEST || bootstrapDraws < FEWEST) {
        throw new IllegalArgumentException(
            "intervals at 95 % need at least "
                + FEWEST
                + " draws, not "
                + Math.min(permutations, bootstrapDraws));
      }
      EpsilonBound.checkDelta(delta);
    }
  }

  /** With {@link Settings#DEFAULT}. */
  public static PrivacyReport of(double[] scores, boolean[] member) {
    return of(scores, member, Settings.DEFAULT);
  }

  /**
   * Scores one match.
   *
   * <p>Chance bands: the labels are dealt to the candidates at random; between the 2.5 % and 97.5 %
   * quantiles of what comes out.
   *
   * <p>Interval of a TPR at FPR f: where f of the n non-members are at least 5, percentile
   * bootstrap of the interpolated ROC curve, members and non-members drawn with replacement apart
   * (Bertail, Clémençon and Vayatis, NeurIPS 2008, without their smoothing), widened to contain the
   * Clopper-Pearson interval of the TPR at the observed threshold taken as fixed: the bootstrap
   * knows that the threshold is itself an estimate, but says nothing where no draw differs. Where
   * they are fewer, the curve at f is extrapolated rather than seen, and the interval is free of
   * distributions: the FPR at the k-th highest non-member follows Beta(k, n-k+1), which brackets f
   * between two thresholds; at these the TPR has Clopper-Pearson bounds; all four parts at 0.05 /
   * 4. If f lies below what n non-members can show, the lower bound is that of the highest one
   * scaled down to f, as if only that share of the candidates above it were labelled.
   *
   * <p>Interval of the balanced accuracy: percentile bootstrap likewise; where no draw differs
   * (perfect labelling, either way round, or all scores equal) the means of the Clopper-Pearson
   * bounds of TPR and TNR at 97.5 % each. The advantage is twice the balanced accuracy, less 1.
   *
   * <p>Bounds on epsilon: a random third of members and of non-members chooses the threshold (or
   * which shares of the candidates to guess at), the others give the bound. With fewer than three
   * of either the bound {@code epsilon} is 0.
   *
   * @param scores [candidates] any number or infinity, higher = likelier a member
   * @param member [candidates] the truth
   * @param settings how much is drawn
   * @return the same for the same candidates in any order
   * @throws IllegalArgumentException if the lengths differ, a score is NaN, or there is no member
   *     or no non-member
   */
  public static PrivacyReport of(double[] scores, boolean[] member, Settings settings) {
    Separation separation = Separation.of(scores, member);
    MatchPrivacy match = separation.privacy();
    Draws random = new Draws(settings.seed());
    Resampling resampling = new Resampling(separation);
    double[][] chance = resampling.relabelled(settings.permutations(), random);
    double[][] draws = resampling.bootstrapped(settings.bootstrapDraws(), random);
    Map<Double, Measure> tprAtFpr = new TreeMap<>();
    int number = Resampling.TPR;
    for (double rate : MatchPrivacy.RATES) {
      double tpr = match.tprAtFpr().get(rate);
      tprAtFpr.put(
          rate,
          new Measure(
              tpr,
              rate * match.nonMembers() < FEWEST_ALLOWED
                  ? hull(separation.tprInterval(rate, ALPHA), new Interval(tpr, tpr), tpr)
                  : hull(
                      Resampling.central(draws[number]),
                      atFixedThreshold(tpr, match.members()),
                      tpr),
              Resampling.central(chance[number])));
      number++;
    }
    Measure balancedAccuracy =
        new Measure(
            match.balancedAccuracy(),
            balancedAccuracyInterval(match, draws[Resampling.BALANCED_ACCURACY]),
            Resampling.central(chance[Resampling.BALANCED_ACCURACY]));
    HeldOut heldOut = new HeldOut(separation, random);
    return new PrivacyReport(
        match,
        new Measure(match.auc(), match.aucInterval(), Resampling.central(chance[Resampling.AUC])),
        tprAtFpr,
        balancedAccuracy,
        new Measure(
            match.advantage(),
            advantage(balancedAccuracy.interval()),
            advantage(balancedAccuracy.chance())),
        heldOut.threshold(settings.delta()),
        heldOut.oneRun(settings.delta(), random));
  }

  private static Interval balancedAccuracyInterval(MatchPrivacy match, double[] draws) {
    Interval bootstrap = Resampling.central(draws);
    double value = match.balancedAccuracy();
    if (bootstrap.high() - bootstrap.low() > 1e-12) {
      return hull(bootstrap, bootstrap, value);
    }
    double truePositives =
        (match.accuracy() * (match.members() + match.nonMembers())
                - match.nonMembers()
                + match.members())
            / 2;
    double trueNegatives = match.nonMembers() - match.members() + truePositives;
    Interval tpr = fixed(truePositives, match.members(), ALPHA / 2);
    Interval tnr = fixed(trueNegatives, match.nonMembers(), ALPHA / 2);
    return hull(
        new Interval((tpr.low() + tnr.low()) / 2, (tpr.high() + tnr.high()) / 2), bootstrap, value);
  }

  private static Interval atFixedThreshold(double tpr, int members) {
    return fixed(tpr * members, members, ALPHA);
  }

  /** An interpolated count lies between two whole ones. */
  private static Interval fixed(double count, int trials, double alpha) {
    int below = Math.max(0, Math.min(trials, (int) Math.floor(count + 1e-9)));
    int above = Math.max(0, Math.min(trials, (int) Math.ceil(count - 1e-9)));
    return new Interval(
        Proportion.clopperPearsonLow(below, trials, alpha / 2),
        Proportion.clopperPearsonHigh(above, trials, alpha / 2));
  }

  private static Interval hull(Interval one, Interval other, double value) {
    return new Interval(
        Math.min(value, Math.min(one.low(), other.low())),
        Math.max(value, Math.max(one.high(), other.high())));
  }

  private static Interval advantage(Interval balancedAccuracy) {
    return new Interval(2 * balancedAccuracy.low() - 1, 2 * balancedAccuracy.high() - 1);
  }
}
