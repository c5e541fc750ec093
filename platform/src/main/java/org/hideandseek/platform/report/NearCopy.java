package org.hideandseek.platform.report;

import java.util.List;
import org.hideandseek.scoring.utility.Fidelity;

/**
 * A patient of a release that is nearly a member. It names a member, so that it is kept apart from
 * what others see.
 *
 * @param release position in the release
 * @param member position among the split's members
 * @param distance in the members' standard deviations; 0 for a copy
 */
public record NearCopy(int release, int member, double distance) {

  /** What the referee found, in the order of the release. */
  public static List<NearCopy> of(Fidelity fidelity) {
    return fidelity.nearCopies().stream()
        .map(copy -> new NearCopy(copy.release(), copy.member(), copy.distance()))
        .toList();
  }
}
