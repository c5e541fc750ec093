package org.hideandseek.hiders.vae;

import java.util.random.RandomGenerator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * How codes are distributed, given what is known before the first step: a normal distribution with
 * the moments of all members' posteriors, as they are not quite the standard normal one that they
 * were drawn to (a second stage, as Dai and Wipf, arXiv 1903.05789, have it).
 */
final class LatentPrior {
  private static final double PENALTY = 4;

  private final double[][] coefficients;
  private final double[][] factor;

  /**
   * Learns it.
   *
   * @param backgrounds [N][C]
   * @param means [N * Z] of the posteriors
   * @param logVariances [N * Z]
   */
  LatentPrior(float[][] backgrounds, float[] means, float[] logVariances) {
    int size = backgrounds.length;
    int width = backgrounds[0].length + 1;
    int latent = means.length / size;
    RealMatrix known = new Array2DRowRealMatrix(size, width);
    RealMatrix codes = new Array2DRowRealMatrix(size, latent);
    for (int i = 0; i < size; i++) {
      known.setRow(i, withOne(backgrounds[i]));
      for (int z = 0; z < latent; z++) {
        codes.setEntry(i, z, means[i * latent + z]);
      }
    }
    RealMatrix products = known.transposeMultiply(known);
    for (int i = 0; i < width; i++) {
      products.addToEntry(i, i, PENALTY);
    }
    RealMatrix solved =
        new CholeskyDecomposition(products, 1e-9, 1e-12)
            .getSolver()
            .solve(known.transposeMultiply(codes));
    RealMatrix rest = codes.subtract(known.multiply(solved));
    RealMatrix covariance = rest.transposeMultiply(rest).scalarMultiply(1.0 / size);
    for (int i = 0; i < logVariances.length; i++) {
      covariance.addToEntry(i % latent, i % latent, Math.exp(logVariances[i]) / size);
    }
    coefficients = solved.getData();
    factor = new CholeskyDecomposition(covariance, 1e-9, 1e-12).getL().getData();
  }

  private static double[] withOne(float[] background) {
    double[] known = new double[background.length + 1];
    for (int i = 0; i < background.length; i++) {
      known[i] = background[i];
    }
    known[background.length] = 1;
    return known;
  }

  /** Draws a code, [Z]. */
  float[] draw(float[] background, RandomGenerator random) {
    double[] known = withOne(background);
    float[] code = new float[factor.length];
    double[] noise = new double[factor.length];
    for (int z = 0; z < code.length; z++) {
      noise[z] = random.nextGaussian();
      double sum = 0;
      for (int i = 0; i < known.length; i++) {
        sum += known[i] * coefficients[i][z];
      }
      for (int i = 0; i <= z; i++) {
        sum += factor[z][i] * noise[i];
      }
      code[z] = (float) sum;
    }
    return code;
  }
}
