package org.hideandseek.platform.report;

import java.util.List;
import java.util.OptionalDouble;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.scoring.utility.Fidelity;
import org.hideandseek.scoring.utility.Gate2020;
import org.hideandseek.scoring.utility.UtilityReport;

/**
 * The utility of a release and what is shown beside it. Definitions: {@link
 * org.hideandseek.scoring.utility.Utility}.
 *
 * @param total the smallest facet
 * @param totalLow lower end of its 95 % interval
 * @param totalHigh upper end
 * @param facets that the challenge lists
 * @param components what the facets are made of, those that do not count included
 * @param leftOut what does not count, and why
 * @param gate2020 whether the release passes the gate of 2020; nothing is compared where the
 *     challenge lists neither facet that it is made of
 * @param fidelity what never counts
 */
public record ReleaseReport(
    double total,
    double totalLow,
    double totalHigh,
    List<FacetSkill> facets,
    List<ComponentSkill> components,
    List<LeftOutComponent> leftOut,
    FeatureErrors gate2020,
    FidelityReport fidelity) {

  public ReleaseReport {
    facets = List.copyOf(facets);
    components = List.copyOf(components);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * A facet.
   *
   * @param skill 0 trivial, 1 as the members
   * @param low lower end of the 95 % interval
   * @param high upper end
   */
  public record FacetSkill(Facet facet, double skill, double low, double high) {}

  /**
   * What a facet is made of. Errors without a number are not defined.
   *
   * @param name what is compared
   * @param trivial error of a trivial release
   * @param real error of the members
   * @param synthetic error of the release
   * @param skill empty where it does not count
   */
  public record ComponentSkill(
      Facet facet,
      String name,
      OptionalDouble trivial,
      OptionalDouble real,
      OptionalDouble synthetic,
      OptionalDouble skill) {}

  /**
   * What does not count.
   *
   * @param reason a clause
   */
  public record LeftOutComponent(Facet facet, String name, String reason) {}

  /**
   * The gate of 2020.
   *
   * @param compared how many models were compared
   * @param failed how many of them err more than five times as much as with the members
   * @param largestRatio of the errors; empty where nothing is compared, and where a release has
   *     nothing to learn from or the members make no error
   */
  public record FeatureErrors(int compared, int failed, OptionalDouble largestRatio) {
    public boolean passed() {
      return failed == 0;
    }
  }

  /** What the referee found. */
  public static ReleaseReport of(UtilityReport utility, Fidelity fidelity) {
    Gate2020 gate = Gate2020.of(utility);
    return new ReleaseReport(
        utility.total(),
        utility.totalInterval().low(),
        utility.totalInterval().high(),
        utility.facets().entrySet().stream()
            .map(
                facet ->
                    new FacetSkill(
                        facet.getKey(),
                        facet.getValue(),
                        utility.facetIntervals().get(facet.getKey()).low(),
                        utility.facetIntervals().get(facet.getKey()).high()))
            .toList(),
        utility.components().stream()
            .map(
                component ->
                    new ComponentSkill(
                        component.facet(),
                        component.name(),
                        defined(component.trivial()),
                        defined(component.real()),
                        defined(component.synthetic()),
                        component.skill()))
            .toList(),
        utility.leftOut().stream()
            .map(left -> new LeftOutComponent(left.facet(), left.name(), left.reason()))
            .toList(),
        new FeatureErrors(gate.models().size(), gate.failed(), gate.largestRatio()),
        FidelityReport.of(fidelity));
  }

  private static OptionalDouble defined(double error) {
    return Double.isFinite(error) ? OptionalDouble.of(error) : OptionalDouble.empty();
  }
}
