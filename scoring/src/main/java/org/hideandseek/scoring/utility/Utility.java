package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;

/**
 * Scores releases.
 *
 * <p>Everything is an error against the holdout, of three: of the release; of the real members in
 * its place, which is the best that can be asked for and, for distances between samples, the floor
 * that chance sets; and of something trivial. A component's skill is {@code (trivial - synthetic) /
 * (trivial - real)}, clipped to [0, 1]. A component is left out where the members do not clearly
 * beat what is trivial: {@code trivial - real < 0.02}, or, for distances, {@code real > trivial /
 * 2}. Even there a release that is worse than both by more than 0.1 gets a skill of 0. A release
 * that has nothing to compare counts one worse than both.
 *
 * <p>A facet is the mean of its components, but for temporal structure. A mean of nothing is 1:
 * where all is left out, a trivial release is as good as the real members. The total is the
 * smallest of the listed facets.
 *
 * <p>Location and scale are always those of real patients. Infinite values count as missing.
 *
 * <ul>
 *   <li>{@code marginals}: a component for every feature (all measured values of all patients) and
 *       every static. Numeric: W1, the integral of |F - G|, in standard deviations of the holdout;
 *       trivial: always the members' median. Codes: total variation distance, unknown statics being
 *       one more code; trivial: always the members' commonest code.
 *   <li>{@code one-step-ahead}: a component for every feature. Its measured values after the first
 *       step are predicted by ridge regression (penalty 10 on standardised inputs) from the last
 *       measured values of all features, their ages, the time since the last and the first step,
 *       and the statics; learned from the release, from the members, or trivially the members'
 *       mean. Error: RMSE over the holdout in the members' standard deviations, numeric values
 *       being clipped to the members' 0.5 % and 99.5 % quantiles; for codes the root of the mean
 *       squared error of the indicators (Brier). Of a feature there must be 20 such values, and one
 *       for every five patients, in members and in holdout; else it is left out.
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
 * <p>Sources: train on synthetic, test on real (Esteban, Hyland and Rätsch, arXiv 1706.02633);
 * skill scores (Murphy, Monthly Weather Review 1988;116:2417-2424). Time O(F^2) per step and O(n
 * log n) for n measurements; memory O(n) for one feature at a time.
 */
public final class Utility {
  private Utility() {}

  /**
   * The utility of a release.
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
    if (members.size() == 0 || holdout.size() == 0) {
      throw new IllegalArgumentException(
          "utility needs members and holdout patients, not "
              + members.size()
              + " and "
              + holdout.size());
    }
    if (!release.schema().equals(members.schema()) || !release.schema().equals(holdout.schema())) {
      throw new IllegalArgumentException("members, release and holdout must share one schema");
    }
    if (listed.isEmpty()) {
      throw new IllegalArgumentException("utility needs at least one facet");
    }
    Compared<Cohort> cohorts = new Compared<>(members, release, holdout);
    Map<Facet, Double> facets = new EnumMap<>(Facet.class);
    List<Component> components = new ArrayList<>();
    double total = 1;
    for (Facet facet : Facet.values()) {
      if (listed.contains(facet)) {
        double skill = skill(facet, cohorts, seed, components);
        facets.put(facet, skill);
        total = Math.min(total, skill);
      }
    }
    return new UtilityReport(total, facets, components);
  }

  private static double skill(
      Facet facet, Compared<Cohort> cohorts, long seed, List<Component> components) {
    return switch (facet) {
      case MARGINALS -> mean(Marginals.components(cohorts), components);
      case ONE_STEP_AHEAD -> mean(OneStepAhead.components(cohorts, seed), components);
      case MISSINGNESS -> mean(Missingness.components(cohorts), components);
      case TEMPORAL_STRUCTURE ->
          TemporalStructure.groups(cohorts, seed).stream()
              .mapToDouble(group -> mean(group, components))
              .min()
              .orElseThrow();
    };
  }

  private static double mean(List<Component> added, List<Component> components) {
    components.addAll(added);
    return added.stream()
        .map(Component::skill)
        .flatMapToDouble(OptionalDouble::stream)
        .average()
        .orElse(1);
  }
}
