package org.hideandseek.hiders.scaling;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
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

  private final PatientMarginals marginals;
  private double[][] factor;

  /**
   * The patient before its first step.
   *
   * @param length how many steps it has
   * @param statics [S]
   */
  public record Start(int length, float[] statics) {}

  public PatientCopula(Cohort members, RandomGenerator random) {
    this(PatientMarginals.of(members), members, random);
  }

  private PatientCopula(PatientMarginals marginals, Cohort members, RandomGenerator random) {
    this(
        marginals,
        correlations(
            members.patients().stream()
                .map(patient -> marginals.scores(patient.length(), patient.statics()))
                .toArray(double[][]::new)),
        random);
  }

  /**
   * A copula by what somebody else has learned.
   *
   * @param wanted [columns][columns] correlations of the scores, the columns being those of {@link
   *     PatientMarginals#scores}
   */
  public PatientCopula(PatientMarginals marginals, double[][] wanted, RandomGenerator random) {
    this.marginals = marginals;
    double[][] latent = new double[marginals.columns()][];
    Arrays.setAll(latent, i -> wanted[i].clone());
    double[][] noise = new double[PILOT][marginals.columns()];
    for (double[] row : noise) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    for (int round = 0; round < ROUNDS; round++) {
      factor = factor(latent);
      double[][] sampled = new double[PILOT][];
      for (int i = 0; i < PILOT; i++) {
        Start start = start(noise[i]);
        sampled[i] = marginals.scores(start.length(), start.statics());
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
    return new Start(marginals.length(latent), marginals.statics(latent));
  }

  /** Draws a patient that has no steps yet. */
  public Start draw(RandomGenerator random) {
    double[] noise = new double[marginals.columns()];
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
    all.add(marginals.length().score(patientLength));
    for (int s = 0; s < values.length; s++) {
      double[] own = coded(s, values[s]);
      all.addAll(own);
      if (marginals.schema().outcome().orElse(-1) == s) {
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
    Variable variable = marginals.schema().statics().get(s);
    boolean unknown = Float.isNaN(value);
    Regressors regressors = new Regressors().add(unknown ? 1 : 0);
    if (variable.kind() == Kind.NUMERIC) {
      return regressors.add(unknown ? 0 : marginals.statics().get(s).score(value)).toDoubles();
    }
    for (int code = 1; code < variable.codes(); code++) {
      regressors.add(value == code ? 1 : 0);
    }
    return regressors.toDoubles();
  }
}
