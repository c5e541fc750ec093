package org.hideandseek.scoring.utility;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.scoring.Interval;

/**
 * The utility of a release.
 *
 * @param total the smallest of the facets, in [0, 1]
 * @param totalInterval its 95 % interval
 * @param facets skill of every listed facet, in [0, 1]
 * @param facetIntervals their 95 % intervals
 * @param components what the facets were made from, including what was looked at but left out
 * @param leftOut what does not count, and why
 * @param scored how many patients were scored
 */
public record UtilityReport(
    double total,
    Interval totalInterval,
    Map<Facet, Double> facets,
    Map<Facet, Interval> facetIntervals,
    List<Component> components,
    List<LeftOut> leftOut,
    Scored scored) {

  /**
   * How many patients the numbers come from: all that there are, or a random sample.
   *
   * @param members of the split
   * @param release synthetic ones
   * @param holdout of the split
   */
  public record Scored(int members, int release, int holdout) {}

  public UtilityReport {
    facets = Collections.unmodifiableMap(new EnumMap<>(facets));
    facetIntervals = Collections.unmodifiableMap(new EnumMap<>(facetIntervals));
    components = List.copyOf(components);
    leftOut = List.copyOf(leftOut);
  }
}
