package org.hideandseek.seekers.battery;

import org.hideandseek.seekers.Seeker;

/**
 * One attack of a battery.
 *
 * @param seeker that makes it
 * @param unit of its scores
 */
public record Attack(Seeker seeker, Unit unit) {

  /** What a score is, and so on which scale it varies about as much for everybody. */
  public enum Unit {
    /** Minus a distance, which varies in proportion to itself. */
    DISTANCE {
      @Override
      public double steady(double score) {
        return -Math.log(CLOSE - Math.min(0, score));
      }
    },
    /** A share between 0 and 1. */
    SHARE {
      @Override
      public double steady(double score) {
        return Math.log((CLOSE + score) / (CLOSE + 1 - score));
      }
    },
    /** A difference or a logarithm. */
    DIFFERENCE {
      @Override
      public double steady(double score) {
        return score;
      }
    };

    /** What 0 is taken for where there is a logarithm. */
    private static final double CLOSE = 1e-4;

    /** A score on that scale, in its order. */
    public abstract double steady(double score);
  }
}
