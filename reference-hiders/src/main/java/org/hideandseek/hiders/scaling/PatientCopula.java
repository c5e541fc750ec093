package org.hideandseek.hiders.scaling;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * A Gaussian copula of what a patient has once: the length, every static, and for every static
 * whether it is known. Codes and thresholds blunt correlations, so the latent ones are raised until
 * a sample shows those of the members (NORTA, Cario and Nelson 1997).
 */
public final class PatientCopula {
  private static final int ROUNDS = 8;
  private static final int PILOT = 4000;
  private static final double STRONGEST = 0.98;

  private final Schema schema;
  private final Marginal length;
  private final Marginal[] statics;
  private final Marginal[] known;
  private double[][] factor;

  /**
   * The patient before its first step.
   *
   * @param length how many steps it has
   * @param statics [S]
   */
  public record Start(int length, float[] statics) {}

  public PatientCopula(Cohort members, RandomGenerator random) {
    schema = members.schema();
    int width = schema.staticCount();
    float[] lengths = new float[members.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = members.patient(i).length();
    }
    length = new NumericMarginal(lengths, 1, schema.steps());
    statics = new Marginal[width];
    known = new Marginal[width];
    for (int s = 0; s < width; s++) {
      Variable variable = schema.statics().get(s);
      float[] values = knownValues(members, s);
      statics[s] =
          variable.kind() == Kind.NUMERIC
              ? new NumericMarginal(values, variable.min(), variable.max())
              : codes(members, s);
      known[s] =
          new CodeMarginal(
              new long[] {members.size() - values.length, values.length}, new double[] {0, 1});
    }
    learn(members, random);
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
  private Marginal codes(Cohort members, int s) {
    int codes = schema.statics().get(s).codes();
    int outcome = schema.outcome().orElse(s);
    boolean byLength = outcome == s || schema.statics().get(outcome).kind() == Kind.CATEGORICAL;
    long[] counts = new long[codes];
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

  /** Columns: the length, then every static, then whether it is known. */
  private int columns() {
    return 1 + 2 * statics.length;
  }

  private double[] scores(int patientLength, float[] values) {
    double[] scores = new double[columns()];
    scores[0] = length.score(patientLength);
    for (int s = 0; s < values.length; s++) {
      boolean unknown = Float.isNaN(values[s]);
      scores[1 + s] = unknown ? Double.NaN : statics[s].score(values[s]);
      scores[1 + statics.length + s] = known[s].score(unknown ? 0 : 1);
    }
    return scores;
  }

  private void learn(Cohort members, RandomGenerator random) {
    double[][] observed = new double[members.size()][];
    for (int i = 0; i < observed.length; i++) {
      observed[i] = scores(members.patient(i).length(), members.patient(i).statics());
    }
    double[][] wanted = correlations(observed);
    double[][] latent = new double[columns()][];
    Arrays.setAll(latent, i -> wanted[i].clone());
    double[][] noise = new double[PILOT][columns()];
    for (double[] row : noise) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    for (int round = 0; round < ROUNDS; round++) {
      factor = factor(latent);
      double[][] sampled = new double[PILOT][];
      for (int i = 0; i < PILOT; i++) {
        Start start = start(noise[i]);
        sampled[i] = scores(start.length(), start.statics());
      }
      double[][] shown = correlations(sampled);
      for (int i = 0; i < latent.length; i++) {
        for (int j = 0; j < i; j++) {
          double moved = latent[i][j] + wanted[i][j] - shown[i][j];
          latent[i][j] = Math.max(-STRONGEST, Math.min(STRONGEST, moved));
          latent[j][i] = latent[i][j];
        }
      }
    }
    factor = factor(latent);
  }

  /**
   * Over the rows that have both; 0 where either never varies, or is never known with the other.
   */
  private static double[][] correlations(double[][] rows) {
    int width = rows[0].length;
    double[][] correlations = new double[width][width];
    for (int i = 0; i < width; i++) {
      correlations[i][i] = 1;
      for (int j = 0; j < i; j++) {
        double count = 0;
        double meanI = 0;
        double meanJ = 0;
        double varianceI = 0;
        double varianceJ = 0;
        double covariance = 0;
        for (double[] row : rows) {
          if (!Double.isNaN(row[i]) && !Double.isNaN(row[j])) {
            count++;
            double deltaI = row[i] - meanI;
            double deltaJ = row[j] - meanJ;
            meanI += deltaI / count;
            meanJ += deltaJ / count;
            varianceI += deltaI * (row[i] - meanI);
            varianceJ += deltaJ * (row[j] - meanJ);
            covariance += deltaI * (row[j] - meanJ);
          }
        }
        if (count > 2 && varianceI > 1e-9 && varianceJ > 1e-9) {
          // Of few rows, a large correlation is as likely chance.
          double shrunk = count / (count + 3);
          correlations[i][j] = shrunk * covariance / Math.sqrt(varianceI * varianceJ);
          correlations[j][i] = correlations[i][j];
        }
      }
    }
    return correlations;
  }

  /** The Cholesky factor of the matrix, mixed with the identity until it has one. */
  private static double[][] factor(double[][] correlations) {
    for (double mixed = 0; ; mixed = 0.02 + 1.5 * mixed) {
      double[][] tried = new double[correlations.length][correlations.length];
      double share = Math.min(1, mixed);
      for (int i = 0; i < tried.length; i++) {
        for (int j = 0; j < tried.length; j++) {
          tried[i][j] = i == j ? 1 : (1 - share) * correlations[i][j];
        }
      }
      try {
        return new CholeskyDecomposition(new Array2DRowRealMatrix(tried, false), 1e-9, 1e-6)
            .getL()
            .getData();
      } catch (MathIllegalArgumentException e) {
        if (share >= 1) {
          throw e;
        }
      }
    }
  }

  private Start start(double[] noise) {
    double[] latent = new double[noise.length];
    for (int i = 0; i < latent.length; i++) {
      for (int j = 0; j <= i; j++) {
        latent[i] += factor[i][j] * noise[j];
      }
    }
    float[] values = new float[statics.length];
    for (int s = 0; s < values.length; s++) {
      boolean isKnown = known[s].value(latent[1 + statics.length + s]) == 1;
      values[s] = isKnown ? statics[s].value(latent[1 + s]) : Float.NaN;
    }
    return new Start((int) length.value(latent[0]), values);
  }

  /** Draws a patient that has no steps yet. */
  public Start draw(RandomGenerator random) {
    double[] noise = new double[columns()];
    Arrays.setAll(noise, i -> random.nextGaussian());
    return start(noise);
  }

  /**
   * What the regressions know of a patient from the start.
   *
   * @param all length and statics
   * @param outcome the outcome among them; it comes to pass towards the end, and weighs more there
   */
  public record Background(double[] all, double[] outcome) {}

  public Background background(int patientLength, float[] values) {
    Regressors all = new Regressors();
    Regressors outcome = new Regressors();
    all.add(length.score(patientLength));
    for (int s = 0; s < values.length; s++) {
      double[] own = coded(s, values[s]);
      all.addAll(own);
      if (schema.outcome().orElse(-1) == s) {
        outcome.addAll(own);
      }
    }
    return new Background(all.toDoubles(), outcome.toDoubles());
  }

  /**
   * What is known of one static.
   *
   * @param s its position
   * @param value NaN if unknown
   * @return whether it is unknown (0 or 1), then its normal score, or a channel for each code but
   *     the first
   */
  public double[] coded(int s, float value) {
    Variable variable = schema.statics().get(s);
    boolean unknown = Float.isNaN(value);
    Regressors regressors = new Regressors().add(unknown ? 1 : 0);
    if (variable.kind() == Kind.NUMERIC) {
      return regressors.add(unknown ? 0 : statics[s].score(value)).toDoubles();
    }
    for (int code = 1; code < variable.codes(); code++) {
      regressors.add(value == code ? 1 : 0);
    }
    return regressors.toDoubles();
  }
}
