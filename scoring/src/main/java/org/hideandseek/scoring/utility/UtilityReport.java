package org.hideandseek.scoring.utility;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.bundle.Facet;

/**
 * The utility of a release.
 *
 * @param total the smallest of the facets, in [0, 1]
 * @param facets skill of every listed facet, in [0, 1]
 * @param components what the facets were made from, including what was left out
 */
public record UtilityReport(double total, Map<Facet, Double> facets, List<Component> components) {
  public UtilityReport {
    facets = Collections.unmodifiableMap(new EnumMap<>(facets));
    components = List.copyOf(components);
  }
}
