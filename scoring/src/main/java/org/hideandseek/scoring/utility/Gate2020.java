package org.hideandseek.scoring.utility;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.hideandseek.challenges.bundle.Facet;

/**
 * The gate of the NeurIPS 2020 Hide-and-Seek Privacy Challenge (Jordon et al., arXiv 2007.12087):
 * for every feature a model trained on the release must predict real patients with an RMSE of at
 * most five times that of the same model trained on real patients, both from the other features and
 * one step ahead.
 *
 * <p>In 2020 the models were recurrent networks (GRU) on padded and imputed series that were scaled
 * to [0, 1]. Here they are the boosted trees of {@link Utility}, and errors are in the members'
 * standard deviations, for codes the root of the Brier score; a ratio has no unit, so that five
 * times is the same bar, but not the same number. A release from which nothing can be learned about
 * a feature fails.
 *
 * @param models every feature of each of the two facets that the challenge lists, those that do not
 *     count for utility included; empty where it lists neither
 */
public record Gate2020(List<Model> models) {
  /** How many times the error of real patients is allowed. */
  public static final double LARGEST_RATIO = 5;

  /** What it is made of. */
  public static final Set<Facet> FACETS = Set.of(Facet.FEATURE_FROM_OTHERS, Facet.ONE_STEP_AHEAD);

  public Gate2020 {
    models = List.copyOf(models);
  }

  /**
   * A model of a feature.
   *
   * @param real error of what was learned from the members, not negative
   * @param synthetic error of what was learned from the release, not negative; infinite if nothing
   *     could be
   */
  public record Model(Facet facet, String feature, double real, double synthetic) {
    public boolean passes() {
      return synthetic <= LARGEST_RATIO * real;
    }
  }

  /** From the errors that utility was computed from. */
  public static Gate2020 of(UtilityReport report) {
    return new Gate2020(
        report.components().stream()
            .filter(component -> FACETS.contains(component.facet()))
            .map(
                component ->
                    new Model(
                        component.facet(),
                        component.name(),
                        component.real(),
                        component.nothingCompared()
                            ? Double.POSITIVE_INFINITY
                            : component.synthetic()))
            .toList());
  }

  /** How many models do not pass. */
  public int failed() {
    return (int) models.stream().filter(model -> !model.passes()).count();
  }

  public boolean passed() {
    return failed() == 0;
  }

  /** Empty where nothing is compared, or a ratio is not finite. */
  public OptionalDouble largestRatio() {
    double largest =
        models.stream().mapToDouble(model -> model.synthetic / model.real).max().orElse(Double.NaN);
    return Double.isFinite(largest) ? OptionalDouble.of(largest) : OptionalDouble.empty();
  }
}
