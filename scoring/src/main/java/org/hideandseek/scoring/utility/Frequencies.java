package org.hideandseek.scoring.utility;

import java.util.List;
import org.hideandseek.challenges.cohort.Variable;

/**
 * How often each code of a variable occurs.
 *
 * @param shares [codes + 2] share of each code, of other numbers, and of unknown; sums to 1
 * @param size how many values were counted
 */
record Frequencies(double[] shares, int size) {

  static Frequencies of(Variable variable, float[] values) {
    double[] shares = new double[variable.codes() + 2];
    for (float value : values) {
      shares[bin(variable, value)]++;
    }
    for (int i = 0; i < shares.length && values.length > 0; i++) {
      shares[i] /= values.length;
    }
    return new Frequencies(shares, values.length);
  }

  /** Of what is drawn. */
  static Frequencies drawn(List<Frequencies> byGroup, Draw draw) {
    double[] shares = new double[byGroup.get(0).shares.length];
    int size = 0;
    for (int g = 0; g < byGroup.size(); g++) {
      Frequencies group = byGroup.get(g);
      int count = draw.weights()[g] * group.size;
      size += count;
      for (int i = 0; i < shares.length; i++) {
        shares[i] += count * group.shares[i];
      }
    }
    for (int i = 0; i < shares.length && size > 0; i++) {
      shares[i] /= size;
    }
    return new Frequencies(shares, size);
  }

  static int bin(Variable variable, float value) {
    if (Float.isNaN(value)) {
      return variable.codes() + 1;
    }
    return variable.allows(value) ? (int) value : variable.codes();
  }

  /** Half the sum of absolute differences; NaN if either counted nothing. */
  double totalVariation(Frequencies other) {
    if (size == 0 || other.size == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += Math.abs(shares[i] - other.shares[i]);
    }
    return sum / 2;
  }

  /** Total variation distance to the distribution that always is the commonest of another. */
  double totalVariationToModeOf(Frequencies other) {
    int mode = 0;
    for (int i = 1; i < shares.length; i++) {
      if (other.shares[i] > other.shares[mode]) {
        mode = i;
      }
    }
    return 1 - shares[mode];
  }

  /** The probability that two independent draws differ. */
  double diversity() {
    double same = 0;
    for (double share : shares) {
      same += share * share;
    }
    return 1 - same;
  }
}
