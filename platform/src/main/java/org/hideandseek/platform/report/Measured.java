package org.hideandseek.platform.report;

import org.hideandseek.scoring.privacy.Measure;

/**
 * A number of a match with its uncertainty.
 *
 * @param value the estimate
 * @param low lower end of the 95 % interval
 * @param high upper end
 * @param chanceLow 95 % of the values of a seeker that knows nothing lie from here
 * @param chanceHigh to here
 */
public record Measured(double value, double low, double high, double chanceLow, double chanceHigh) {

  static Measured of(Measure measure) {
    return new Measured(
        measure.value(),
        measure.interval().low(),
        measure.interval().high(),
        measure.chance().low(),
        measure.chance().high());
  }
}
