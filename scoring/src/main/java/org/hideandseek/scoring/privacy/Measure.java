package org.hideandseek.scoring.privacy;

import org.hideandseek.scoring.Interval;

/**
 * A number of a match with its uncertainty.
 *
 * @param value the estimate, within {@code interval}
 * @param interval 95 %, over draws of candidates
 * @param chance where 95 % of the values lie if the labels are dealt to the candidates at random
 */
public record Measure(double value, Interval interval, Interval chance) {
  public Measure {
    if (!interval.contains(value)) {
      throw new IllegalArgumentException(value + " lies outside of its interval " + interval);
    }
  }
}
