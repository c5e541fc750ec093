package org.hideandseek.platform.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hideandseek.scoring.utility.Fidelity;

/**
 * How like real patients a release is, and how much of the members is in it. Definitions: {@link
 * Fidelity}. Which patient nearly copies which member is no part of it: {@link NearCopy}.
 *
 * @param measures every one of {@link FidelityMeasure}
 * @param nearCopies how many patients of the release nearly copy a member
 * @param variables distances of single variables to the holdout, in the schema's order
 * @param courses how alike the courses of single features are, in the schema's order
 */
public record FidelityReport(
    Map<FidelityMeasure, Compared> measures,
    int nearCopies,
    List<VariableDistance> variables,
    List<CourseSimilarity> courses) {

  public FidelityReport {
    measures = Collections.unmodifiableMap(new EnumMap<>(measures));
    variables = List.copyOf(variables);
    courses = List.copyOf(courses);
  }

  /**
   * How far a variable's distribution is from the holdout's; 0 is best.
   *
   * @param name of the feature or static
   * @param ks Kolmogorov and Smirnov's distance; for codes the total variation distance
   * @param w1 W1 in standard deviations; for codes as {@code ks}
   */
  public record VariableDistance(String name, Compared ks, Compared w1) {}

  /**
   * How alike a feature's courses are to those of the holdout; 1 is best.
   *
   * @param name of the feature
   * @param differences between consecutive measurements
   * @param means of patients
   * @param missing share of steps without a value
   */
  public record CourseSimilarity(
      String name, Compared differences, Compared means, Compared missing) {}

  /** What the referee found. */
  public static FidelityReport of(Fidelity fidelity) {
    Map<FidelityMeasure, Compared> measures = new EnumMap<>(FidelityMeasure.class);
    for (FidelityMeasure measure : FidelityMeasure.values()) {
      measures.put(measure, measure.of(fidelity));
    }
    return new FidelityReport(
        measures,
        fidelity.nearCopies().size(),
        fidelity.variables().stream()
            .map(
                variable ->
                    new VariableDistance(
                        variable.name(),
                        Compared.of(variable.largest()),
                        Compared.of(variable.wasserstein())))
            .toList(),
        fidelity.features().stream()
            .map(
                feature ->
                    new CourseSimilarity(
                        feature.name(),
                        Compared.of(feature.differences()),
                        Compared.of(feature.means()),
                        Compared.of(feature.missing())))
            .toList());
  }
}
