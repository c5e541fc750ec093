package org.hideandseek.challenges.simulation;

/**
 * What makes the signals of one patient vary together: five numbers of a patient, or how much a
 * signal follows each of them.
 */
record Factors(
    double circulation, double breathing, double kidney, double inflammation, double liver) {
  static final Factors NONE = new Factors(0, 0, 0, 0, 0);

  /** Independent normal numbers around this one's. */
  Factors around(RandomStream random, double deviation) {
    return new Factors(
        circulation + deviation * random.normal(),
        breathing + deviation * random.normal(),
        kidney + deviation * random.normal(),
        inflammation + deviation * random.normal(),
        liver + deviation * random.normal());
  }

  /** The sum of the products. */
  double times(Factors other) {
    return circulation * other.circulation
        + breathing * other.breathing
        + kidney * other.kidney
        + inflammation * other.inflammation
        + liver * other.liver;
  }
}
