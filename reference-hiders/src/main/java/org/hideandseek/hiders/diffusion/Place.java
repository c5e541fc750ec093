package org.hideandseek.hiders.diffusion;

import org.hideandseek.hiders.scaling.Regressors;

/** Where in its course a patient is. */
final class Place {
  private Place() {}

  /** Adds what is known of a step from its position among as many as the series has. */
  static void add(Regressors known, int step, int length) {
    known
        .add(length > 1 ? 2.0 * step / (length - 1) - 1 : 0)
        .add(1.0 / (length - step))
        .add(1.0 / (step + 1))
        .add(Math.log1p(step) / 2 - 1);
  }
}
