package org.hideandseek.seekers.density;

import java.util.function.ToDoubleFunction;

/** What an attack computes of points on a common embedding. */
interface Statistic {

  /**
   * Learns from what is known.
   *
   * @param release [released][d], at least one
   * @param reference [reference patients][d], at least one if the statistic needs them
   * @return the score of a candidate at a point [d]: finite, higher = likelier a member
   */
  ToDoubleFunction<double[]> on(double[][] release, double[][] reference);
}
