package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/**
 * Values as numbers of order 1, with location and scale of the members: a numeric variable one
 * standardised number, a variable with codes one 0/1 number for each code (one only if binary).
 */
final class Encoding {
  private final Variable variable;
  private final Clip clip;

  private Encoding(Variable variable, Clip clip) {
    this.variable = variable;
    this.clip = clip;
  }

  static List<Encoding> features(Cohort members) {
    Schema schema = members.schema();
    List<Encoding> encodings = new ArrayList<>();
    for (int f = 0; f < schema.featureCount(); f++) {
      encodings.add(of(schema.features().get(f), Columns.feature(members, f)));
    }
    return encodings;
  }

  static List<Encoding> statics(Cohort members) {
    Schema schema = members.schema();
    List<Encoding> encodings = new ArrayList<>();
    for (int s = 0; s < schema.staticCount(); s++) {
      encodings.add(of(schema.statics().get(s), Columns.finite(Columns.statics(members, s))));
    }
    return encodings;
  }

  private static Encoding of(Variable variable, float[] finite) {
    return new Encoding(
        variable, variable.kind() == Kind.NUMERIC ? Clip.of(Sample.of(finite)) : Clip.NONE);
  }

  int width() {
    return variable.kind() == Kind.CATEGORICAL ? variable.codes() : 1;
  }

  /** Writes {@link #width} numbers; a value that is none, or no code, becomes zeros. */
  void write(float value, double[] to, int at) {
    if (variable.kind() == Kind.NUMERIC) {
      to[at] = Float.isFinite(value) ? clip.standardised(value) : 0;
      return;
    }
    Arrays.fill(to, at, at + width(), 0);
    if (variable.allows(value)) {
      if (variable.kind() == Kind.BINARY) {
        to[at] = value;
      } else {
        to[at + (int) value] = 1;
      }
    }
  }

  Variable variable() {
    return variable;
  }

  /** One of the {@link #width} numbers; NaN for a value that is none, or no code. */
  double number(float value, int offset) {
    if (variable.kind() == Kind.NUMERIC) {
      return Float.isFinite(value) ? clip.standardised(value) : Double.NaN;
    }
    if (!variable.allows(value)) {
      return Double.NaN;
    }
    return variable.kind() == Kind.BINARY ? value : value == offset ? 1 : 0;
  }

  /** What a model learns: the standardised number or the code; NaN where there is none. */
  float target(float value) {
    return variable.kind() == Kind.CATEGORICAL
        ? (variable.allows(value) ? value : Float.NaN)
        : (float) number(value, 0);
  }
}
