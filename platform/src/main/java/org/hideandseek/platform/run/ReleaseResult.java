package org.hideandseek.platform.run;

import java.util.Map;
import java.util.Optional;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.report.ClaimReport;

/**
 * A release and its utility.
 *
 * @param files the four arrays, by their names in the contract; of a 2020 hider also what it
 *     returned, by the names of {@code ReturnedArrays}, and of one that claims differential privacy
 *     its {@code claim.json}
 * @param utility the smallest of the challenge's facets
 * @param utilityLow lower end of its 95 % interval
 * @param utilityHigh upper end
 * @param facets skill by facet
 * @param gate2020 whether it passes the gate of 2020; empty where the challenge lists neither facet
 *     that it is made of, and where it was scored before the gate was
 * @param scorer version of the scorer
 * @param claim what is published of its {@code claim.json}
 */
public record ReleaseResult(
    Map<String, BlobId> files,
    double utility,
    double utilityLow,
    double utilityHigh,
    Map<String, Double> facets,
    Optional<Boolean> gate2020,
    String scorer,
    Optional<ClaimReport> claim) {
  public ReleaseResult {
    files = Map.copyOf(files);
    facets = Map.copyOf(facets);
  }

  /** The same of a hider that claims differential privacy. */
  ReleaseResult claiming(ClaimReport claimed) {
    return new ReleaseResult(
        files, utility, utilityLow, utilityHigh, facets, gate2020, scorer, Optional.of(claimed));
  }
}
