package org.hideandseek.scoring.disclosure;

import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Variable;

/** How much the known values of one variable differ: by Welford's sums, or by the codes' shares. */
final class Spread {
  private static final double HAIR = 1e-12;

  /** [code] how often; empty for numbers. */
  private final long[] codes;

  private long count;
  private double mean;
  private double squares;

  private Spread(int codes) {
    this.codes = new long[codes];
  }

  static Spread of(Variable variable) {
    return variable.kind() == Kind.NUMERIC ? ofNumbers() : new Spread(variable.codes());
  }

  static Spread ofNumbers() {
    return new Spread(0);
  }

  /** Takes a value; NaN is none. */
  void add(float value) {
    if (Float.isNaN(value)) {
      return;
    }
    count++;
    double delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
    if (codes.length > 0) {
      codes[(int) value]++;
    }
  }

  boolean isNumeric() {
    return codes.length == 0;
  }

  /** Whether all known values are the same, or none is known. */
  boolean isConstant() {
    return isNumeric() ? !(deviation() > 0) : !(unlike() > 0);
  }

  /** Standard deviation of the numbers; 0 if there is none. */
  double deviation() {
    double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
    return deviation > HAIR * Math.abs(mean) ? deviation : 0;
  }

  /** A number in standard deviations from the mean; 0 where all are the same, NaN of NaN. */
  float scaled(float value) {
    double deviation = deviation();
    return Float.isNaN(value) ? value : deviation > 0 ? (float) ((value - mean) / deviation) : 0;
  }

  /** What two different codes differ by, squared. */
  double cost() {
    double unlike = unlike();
    return unlike > 0 ? Scale.UNRELATED / unlike : 0;
  }

  /** The probability that two random values are different codes. */
  private double unlike() {
    double unlike = 1;
    for (long patients : codes) {
      double share = count == 0 ? 1 : (double) patients / count;
      unlike -= share * share;
    }
    return unlike > HAIR ? unlike : 0;
  }
}
