package org.hideandseek.platform.run;

import java.util.List;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.report.NearCopy;
import org.hideandseek.platform.report.ReleaseReport;

/**
 * A release with all that is told about it.
 *
 * @param result what boards are made of
 * @param report the rest, with its uncertainty
 * @param nearCopies which of its patients nearly copy which member: for organisers alone
 */
public record ScoredRelease(ReleaseResult result, ReleaseReport report, List<NearCopy> nearCopies) {
  public ScoredRelease {
    nearCopies = List.copyOf(nearCopies);
  }

  /** The same of a hider that claims differential privacy. */
  public ScoredRelease claiming(ClaimReport claimed) {
    return new ScoredRelease(result.claiming(claimed), report, nearCopies);
  }
}
