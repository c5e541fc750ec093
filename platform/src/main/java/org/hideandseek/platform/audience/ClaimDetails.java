package org.hideandseek.platform.audience;

import java.util.Optional;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.report.EpsilonEvidence;

/**
 * What a hider claims for a release, and what seekers found.
 *
 * @param claim the hider's word
 * @param evidence at its delta; empty before a match has a score
 */
public record ClaimDetails(ClaimReport claim, Optional<EpsilonEvidence> evidence) {
  /** Whether the claim can't hold, at 95 %. */
  public boolean refuted() {
    return evidence.filter(found -> found.refutes(claim)).isPresent();
  }
}
