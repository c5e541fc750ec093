package org.hideandseek.hiders.scaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/**
 * The distributions of what a patient has once.
 *
 * @param length of the number of steps
 * @param statics [S] of the statics that are known
 * @param known [S] of the codes 0 (unknown) and 1 (known)
 */
public record PatientMarginals(
    Schema schema, Marginal length, List<Marginal> statics, List<Marginal> known) {

  public PatientMarginals {
    statics = List.copyOf(statics);
    known = List.copyOf(known);
    if (statics.size() != schema.staticCount() || known.size() != schema.staticCount()) {
      throw new IllegalArgumentException(
          "there are %d statics, and not as many distributions".formatted(schema.staticCount()));
    }
  }

  /** Those of the members. */
  public static PatientMarginals of(Cohort members) {
    Schema schema = members.schema();
    float[] lengths = new float[members.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = members.patient(i).length();
    }
    Marginal length = new NumericMarginal(lengths, 1, schema.steps());
    List<Marginal> statics = new ArrayList<>();
    List<Marginal> known = new ArrayList<>();
    for (int s = 0; s < schema.staticCount(); s++) {
      Variable variable = schema.statics().get(s);
      float[] values = knownValues(members, s);
      statics.add(
          variable.kind() == Kind.NUMERIC
              ? new NumericMarginal(values, variable.min(), variable.max())
              : codes(members, s, length));
      known.add(known(members.size() - values.length, values.length));
    }
    return new PatientMarginals(schema, length, statics, known);
  }

  /** The distribution of whether a static is known, by two counts or shares. */
  public static Marginal known(double unknown, double known) {
    return new CodeMarginal(new double[] {unknown, known}, new double[] {0, 1});
  }

  private static float[] knownValues(Cohort members, int s) {
    float[] values = new float[members.size()];
    int count = 0;
    for (Patient patient : members.patients()) {
      if (!Float.isNaN(patient.statics()[s])) {
        values[count++] = patient.statics()[s];
      }
    }
    return Arrays.copyOf(values, count);
  }

  /** Codes lined up by the outcome that goes with them, else by the length. */
  private static Marginal codes(Cohort members, int s, Marginal length) {
    Schema schema = members.schema();
    int codes = schema.statics().get(s).codes();
    int outcome = schema.outcome().orElse(s);
    boolean byLength = outcome == s || schema.statics().get(outcome).kind() == Kind.CATEGORICAL;
    double[] counts = new double[codes];
    double[] sums = new double[codes];
    double[] ranked = new double[codes];
    for (Patient patient : members.patients()) {
      float code = patient.statics()[s];
      if (!Float.isNaN(code)) {
        counts[(int) code]++;
        double by = byLength ? length.score(patient.length()) : patient.statics()[outcome];
        if (!Double.isNaN(by)) {
          sums[(int) code] += by;
          ranked[(int) code]++;
        }
      }
    }
    for (int code = 0; code < codes; code++) {
      sums[code] = codes == 2 ? code : sums[code] / Math.max(1, ranked[code]);
    }
    return new CodeMarginal(counts, sums);
  }

  /** The length, then every static, then whether it is known. */
  public int columns() {
    return 1 + 2 * statics.size();
  }

  /**
   * The normal scores of a patient.
   *
   * @param patientLength how many steps it has
   * @param values [S] its statics
   * @return [columns], NaN for a static that is unknown
   */
  public double[] scores(int patientLength, float[] values) {
    double[] scores = new double[columns()];
    scores[0] = length.score(patientLength);
    for (int s = 0; s < values.length; s++) {
      boolean unknown = Float.isNaN(values[s]);
      scores[1 + s] = unknown ? Double.NaN : statics.get(s).score(values[s]);
      scores[1 + values.length + s] = known.get(s).score(unknown ? 0 : 1);
    }
    return scores;
  }

  /** The length at the scores of a patient. */
  int length(double[] scores) {
    return (int) Math.min(schema.steps(), length.value(scores[0]));
  }

  /** The statics at the scores of a patient, [S]. */
  float[] statics(double[] scores) {
    float[] values = new float[statics.size()];
    for (int s = 0; s < values.length; s++) {
      boolean isKnown = known.get(s).value(scores[1 + values.length + s]) == 1;
      values[s] = isKnown ? statics.get(s).value(scores[1 + s]) : Float.NaN;
    }
    return values;
  }
}
