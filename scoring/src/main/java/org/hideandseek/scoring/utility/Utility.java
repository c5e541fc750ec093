package org.hideandseek.scoring.utility;

import java.util.List;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Schema;

/**
 * Scores releases.
 *
 * <p>Everything is an error against the holdout, of three: of the release; of the real members in
 * its place, which is the best that can be asked for and, for distances between samples, the floor
 * that chance sets; and of something trivial. A component's skill is {@code (trivial - synthetic) /
 * (trivial - real)}, clipped to [0, 1]. A component is left out where the members do not clearly
 * beat what is trivial. For distances that is {@code trivial - real < 0.02} or {@code real >
 * trivial / 2} (for joint structure, which is in squares, 0.01 and a quarter); for predictions of
 * features {@code trivial - real < 0.05}; for that of the outcome 0.1, which is an AUROC under 0.6.
 * Even there a release that is worse than both by more than 0.1 gets a skill of 0. A release that
 * has nothing to compare counts one worse than both. {@link UtilityReport#leftOut} lists what is
 * left out, and why.
 *
 * <p>A facet is the mean of its components, but for temporal structure. A mean of nothing is 1:
 * where all is left out, a trivial release is as good as the real members. The total is the
 * smallest of the listed facets.
 *
 * <p>Location and scale are always those of real patients. Infinite values count as missing.
 * Numbers are standardised by the members after clipping to their 0.5 % and 99.5 % quantiles.
 *
 * <p>Predictions are made by XGBoost (trees on histograms of 64 bins; missing values are native) on
 * the release and on the members, three times each with other rows, trees and seeds; the error is
 * the mean of the three. Error: RMSE over the holdout in the members' standard deviations, for
 * codes the root of the mean squared error of the indicators (Brier); trivial: the members' mean.
 * For each feature 50 trees of depth 4 learn from at most 16,000 random rows (160,000 / F, but not
 * under 4,000) and are tested on at most 8,000. There must be 20 rows, and one for every five
 * patients, in members and in holdout; else the feature is left out.
 *
 * <ul>
 *   <li>{@code outcome-prediction}: the static that is the outcome, from the other statics and
 *       summaries of the course: of each feature the first, last, mean, smallest and largest value,
 *       the standard deviation and the share of steps at which it is measured; number of steps,
 *       time from first to last and mean gap. 80 trees of depth 3. With codes: 1 - AUROC (mean over
 *       codes against the rest, where there are more than two); trivial: 0.5. Numeric: RMSE;
 *       trivial: the members' mean. Left out with fewer than 20 known outcomes, or fewer than 10
 *       with and 10 without a code, in members or holdout.
 *   <li>{@code marginals}: a component for every feature (all measured values of all patients) and
 *       every static. Numeric: W1, the integral of |F - G|, in standard deviations of the holdout;
 *       trivial: always the members' median. Codes: total variation distance, unknown statics being
 *       one more code; trivial: always the members' commonest code.
 *   <li>{@code one-step-ahead}: a component for every feature. Its measured values after the first
 *       step are predicted from the last measured values of all features, their ages, the time
 *       since the last and the first step, and the statics.
 *   <li>{@code feature-from-others}: a component for every feature. Its measured values are
 *       predicted from the other features at the step, their last values and ages, the time since
 *       the last and the first step, and the statics. The feature's own past is left out of it,
 *       being what one-step-ahead looks at.
 *   <li>{@code temporal-structure}: the smallest of the means of three groups of components. Of the
 *       consecutive measurements x, y of a feature in one patient: the autocorrelation (Pearson's
 *       correlation of x and y, clipped as above; for codes Cohen's kappa), a component for every
 *       feature, error |r - r of the holdout|, trivial: 0; and the distribution of |y - x|, a
 *       component for every feature, error W1 in standard deviations of the holdout, clipped as
 *       above (for codes the difference of the shares that change), trivial: the better of values
 *       drawn independently from all of the members', and of no change at all. Time gaps: W1
 *       between the times from one step to the next, in standard deviations of the holdout;
 *       trivial: always the members' median. Of a feature there must be 20 such pairs, and one for
 *       every five patients, in members and in holdout; else it is left out.
 *   <li>{@code joint-structure}: three components, each the mean square, over pairs of different
 *       variables, of r - r of the holdout, r being Pearson's correlation over what has both;
 *       trivial: 0. The pairs: two features at one step (lag 0); the last value of a feature before
 *       a step and that of another at it (lag 1); a feature and a static. A categorical variable is
 *       an indicator for each code. A pair needs 20 cases, and one for every five patients, in
 *       members and in holdout. Of more than 64 numbers of features or 32 of statics a random part
 *       is looked at.
 *   <li>{@code missingness}: up to six components. {@code lengths}: W1 between the numbers of
 *       steps, in standard deviations of the holdout; trivial: always the members' median. {@code
 *       measured at all}: the share of cells measured; trivial: all. {@code measured by feature}:
 *       mean absolute difference of the features' shares; trivial: one share for all. {@code
 *       measured together}: mean absolute difference, over pairs of features, of the phi
 *       coefficient of being measured at one step; trivial: 0. {@code measured again}: the same
 *       over features, of being measured at one step and at the next. {@code known statics}: mean
 *       absolute difference of the shares of patients whose static is known; trivial: all.
 * </ul>
 *
 * <p>Intervals are 95 % percentile intervals of 400 bootstrap draws of holdout patients (of random
 * groups of them where there are more than 200) and of the three training runs, the same draws for
 * all facets and all releases; nothing is trained again. They say how the score would vary with
 * other holdout patients and other seeds, not with another release of the same hider.
 *
 * <p>Of large cohorts {@link #mostPatients} are scored. The intervals hold what a sample of the
 * holdout adds, not what one of members and release does. Measured on simulated stays with 1,000 of
 * 3,000 patients: marginals and missingness stay within their intervals, temporal structure is off
 * by up to 0.012 where its interval is 0.007 to either side. It falls with the root of the sample.
 *
 * <p>Sources: train on synthetic, test on real (Esteban, Hyland and Rätsch, arXiv 1706.02633);
 * XGBoost (Chen and Guestrin, KDD 2016); skill scores (Murphy, Monthly Weather Review
 * 1988;116:2417-2424); the bootstrap (Efron, Annals of Statistics 1979;7:1-26). Time O(F^2) per
 * step and O(n log n) for n measurements. Results do not depend on the number of processors.
 */
public final class Utility {
  private static final int MOST_PATIENTS = 50_000;
  private static final int MOST_CELLS = 1 << 24;
  private static final int LEAST_PATIENTS = 200;

  private Utility() {}

  /**
   * How many patients of each cohort are scored: 50,000, or as many as have 2^24 cells (steps times
   * features, as many as a patient can have), whichever is fewer, but not fewer than 200. That
   * bounds what a referee holds to 64 MiB of numbers a cohort. Of a larger cohort whoever reads it
   * draws so many at random, from one seed for all releases of a split; it is the size of the
   * sample that sets how exact a score is, not its share of the cohort.
   */
  public static int mostPatients(Schema schema) {
    long cells = (long) schema.steps() * schema.featureCount();
    return (int) Math.max(LEAST_PATIENTS, Math.min(MOST_PATIENTS, MOST_CELLS / cells));
  }

  /**
   * The utility of a release. For more than one release of a split {@link UtilityReferee} costs
   * less and gives the same.
   *
   * @param members the real patients that the release was made from, at least one
   * @param release synthetic patients in the same schema, any number
   * @param holdout real patients that are neither, at least one
   * @param listed the facets that the challenge lists, at least one
   * @param seed of random pairs and subsamples; the same for all releases of a split
   * @throws IllegalArgumentException if members or holdout are empty, the schemas differ or no
   *     facet is listed
   */
  public static UtilityReport score(
      Cohort members, Cohort release, Cohort holdout, List<Facet> listed, long seed) {
    return UtilityReferee.of(members, holdout, listed, seed).score(release);
  }
}
