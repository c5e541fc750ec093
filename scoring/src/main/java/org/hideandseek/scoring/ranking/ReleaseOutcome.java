package org.hideandseek.scoring.ranking;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hideandseek.challenges.bundle.Facet;

/**
 * How a hider's run on one split ended.
 *
 * @param hider name
 * @param split which
 * @param facets skill in [0, 1] of every facet that the challenge lists; empty if the run failed
 */
public record ReleaseOutcome(String hider, int split, Optional<Map<Facet, Double>> facets) {
  public ReleaseOutcome {
    facets = facets.map(map -> Collections.unmodifiableMap(new TreeMap<>(map)));
    facets.ifPresent(
        map -> {
          if (map.isEmpty()) {
            throw new IllegalArgumentException("a scored release has at least one facet");
          }
          map.forEach((facet, skill) -> Shares.check(facet.word(), skill));
        });
  }

  public static ReleaseOutcome scored(String hider, int split, Map<Facet, Double> facets) {
    return new ReleaseOutcome(hider, split, Optional.of(facets));
  }

  public static ReleaseOutcome failed(String hider, int split) {
    return new ReleaseOutcome(hider, split, Optional.empty());
  }
}
