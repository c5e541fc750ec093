package org.hideandseek.platform.report;

import java.util.OptionalDouble;
import org.hideandseek.scoring.utility.Fidelity.Contrast;

/**
 * A number of a release, and what real people get in its place; empty where it is not defined.
 *
 * @param release of the release
 * @param real of real people
 */
public record Compared(OptionalDouble release, OptionalDouble real) {

  /** How much more the release has; empty where either is not defined. */
  public OptionalDouble excess() {
    return release.isPresent() && real.isPresent()
        ? OptionalDouble.of(release.getAsDouble() - real.getAsDouble())
        : OptionalDouble.empty();
  }

  static Compared of(Contrast contrast) {
    return new Compared(contrast.release(), contrast.real());
  }
}
