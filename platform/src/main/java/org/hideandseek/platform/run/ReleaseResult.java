package org.hideandseek.platform.run;

import java.util.Map;
import java.util.Optional;
import org.hideandseek.platform.blob.BlobId;

/**
 * A release and its utility.
 *
 * @param files the four arrays, by their names in the contract
 * @param utility the smallest of the challenge's facets
 * @param utilityLow lower end of its 95 % interval
 * @param utilityHigh upper end
 * @param facets skill by facet
 * @param gate2020 whether it passes the gate of 2020; empty where the challenge lists neither facet
 *     that it is made of, and where it was scored before the gate was
 * @param scorer version of the scorer
 */
public record ReleaseResult(
    Map<String, BlobId> files,
    double utility,
    double utilityLow,
    double utilityHigh,
    Map<String, Double> facets,
    Optional<Boolean> gate2020,
    String scorer) {
  public ReleaseResult {
    files = Map.copyOf(files);
    facets = Map.copyOf(facets);
  }
}
