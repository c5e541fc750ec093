package org.hideandseek.scoring.utility;

/**
 * A component and how it would have come out with other holdout patients.
 *
 * @param component as it came out
 * @param redraw its errors in a bootstrap draw
 */
record Judged(Component component, Redraw redraw) {

  /** Recomputes the errors of a component. */
  interface Redraw {
    /** The trivial, real and synthetic error, in this order; NaN where the draw defines none. */
    double[] errors(Draw draw);
  }

  /** The skill in a draw, for a component that counts. */
  double skill(Draw draw) {
    if (!component.isGraded()) {
      return component.skill().orElseThrow();
    }
    double[] errors = redraw.errors(draw);
    if (!Double.isFinite(errors[0]) || !Double.isFinite(errors[1])) {
      return component.skill().orElseThrow();
    }
    double gap = Math.max(errors[0] - errors[1], component.leastGap());
    double skill = (errors[0] - errors[2]) / gap;
    return Double.isNaN(skill) ? 0 : Math.min(1, Math.max(0, skill));
  }
}
