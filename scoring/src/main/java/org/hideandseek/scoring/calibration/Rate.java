package org.hideandseek.scoring.calibration;

import org.hideandseek.scoring.Interval;
import org.hideandseek.scoring.Proportion;

/**
 * How often something was so.
 *
 * @param count of draws in which it was
 * @param draws at least 1
 */
public record Rate(int count, int draws) {
  public Rate {
    if (draws < 1 || count < 0 || count > draws) {
      throw new IllegalArgumentException(count + " of " + draws + " is no rate");
    }
  }

  /** In [0, 1]. */
  public double share() {
    return (double) count / draws;
  }

  /** 95 % Wilson interval for the true share. */
  public Interval interval() {
    return Proportion.wilson(count, draws, 0.95);
  }
}
