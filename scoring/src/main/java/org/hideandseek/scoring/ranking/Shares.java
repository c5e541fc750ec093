package org.hideandseek.scoring.ranking;

/** Numbers that must lie in [0, 1]. */
final class Shares {
  private Shares() {}

  static void check(String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(what + " lies in [0, 1], not at " + value);
    }
  }
}
